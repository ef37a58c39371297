// Lines of a token file for tests. The digests are of tokens that say what they are: those of "reader-token" and so on,
// as `printf %s reader-token | sha256sum` gives them.
#ifndef ISNAD_TESTS_ACCESS_TOKEN_LINES_H_
#define ISNAD_TESTS_ACCESS_TOKEN_LINES_H_

namespace isnad {

// "reader-token".
inline constexpr char kReaderLine[] = "reader ba5005a40cf5212e4ac0190104cc127edab013294bb71279a975b27a80982d45\n";
// "writer-token".
inline constexpr char kWriterLine[] = "writer 3590c0a59f72ce02700194a05f228a725c1f135a6dcb3ded9b2d86ab6a6f52cb\n";
// "second-token", held by the same reader.
inline constexpr char kSecondReaderLine[] = "reader 7a35833597e6687c599a0988b7a53b9b6a7ec18b88ca2a8e60f3265c8be6d527\n";

}  // namespace isnad

#endif  // ISNAD_TESTS_ACCESS_TOKEN_LINES_H_
