// Spelling goes from left to right over the sounds. All the work is in the seat of hamza, which follows the strength of
// the vowels around it, i before u before a (Wright I, sections 133-138). Short vowels and the second of two equal
// consonants leave no letter. tests: conjugation_test (known forms), spelling_dictionary_test (every form against a
// dictionary).
#include "service/attribution/lexicon/transcription.h"

#include <array>
#include <cstddef>
#include <cstdint>

#include "absl/strings/str_split.h"
#include "service/attribution/text/arabic.h"
#include "service/attribution/text/utf8.h"

namespace isnad {
namespace {

constexpr char32_t kAlefMadda = 0x0622;
constexpr char32_t kAlefHamzaAbove = 0x0623;
constexpr char32_t kWawHamza = 0x0624;
constexpr char32_t kAlefHamzaBelow = 0x0625;
constexpr char32_t kYehHamza = 0x0626;
constexpr char32_t kAlefMaksura = 0x0649;

struct Letter {
  char sound;
  char32_t code_point;
};

constexpr Letter kConsonants[] = {
    {'\'', 0x0621}, {'b', 0x0628}, {'t', 0x062A}, {'v', 0x062B}, {'j', 0x062C}, {'H', 0x062D}, {'x', 0x062E},
    {'d', 0x062F},  {'*', 0x0630}, {'r', 0x0631}, {'z', 0x0632}, {'s', 0x0633}, {'$', 0x0634}, {'S', 0x0635},
    {'D', 0x0636},  {'T', 0x0637}, {'Z', 0x0638}, {'E', 0x0639}, {'g', 0x063A}, {'f', 0x0641}, {'q', 0x0642},
    {'k', 0x0643},  {'l', 0x0644}, {'m', 0x0645}, {'n', 0x0646}, {'h', 0x0647}, {'w', 0x0648}, {'y', 0x064A}};

// Letters by sound, for the way that each form takes.
constexpr std::array<char16_t, 128> LettersBySound() {
  std::array<char16_t, 128> letters = {};
  for (const Letter& letter : kConsonants) letters[letter.sound] = static_cast<char16_t>(letter.code_point);
  return letters;
}

char32_t ConsonantLetter(char sound) {
  static constexpr std::array<char16_t, 128> kLetters = LettersBySound();
  return kLetters[static_cast<unsigned char>(sound) & 127];
}

char ConsonantSound(absl::string_view utf8) {
  uint32_t offset = 0;
  const char32_t code_point = utf8.empty() ? 0 : NextCodePoint(utf8, &offset);
  if (offset != utf8.size()) return 0;
  for (const Letter& letter : kConsonants) {
    if (letter.code_point == code_point) return letter.sound;
  }
  return 0;
}

bool IsI(char sound) { return sound == 'i' || sound == 'I'; }
bool IsU(char sound) { return sound == 'u' || sound == 'U'; }
// Letters that do not join the next one, so that a hamza behind them cannot sit on a tooth.
bool IsNonJoining(char sound) { return absl::string_view("d*rzwUA'").find(sound) != absl::string_view::npos; }

class Speller {
 public:
  Speller(absl::string_view sounds, bool hamza_keeps_seat) : sounds_(sounds), hamza_keeps_seat_(hamza_keeps_seat) {}

  std::string Run() {
    spelling_.reserve(2 * sounds_.size());
    for (at_ = 0; at_ < sounds_.size(); ++at_) Write();
    return spelling_;
  }

 private:
  char Sound(size_t index) const { return index < sounds_.size() ? sounds_[index] : '\0'; }
  char Before() const { return at_ == 0 ? '\0' : sounds_[at_ - 1]; }
  char Next() const { return Sound(at_ + 1); }
  void Put(char32_t letter) { AppendUtf8(letter, &spelling_); }

  void Write() {
    const char sound = sounds_[at_];
    switch (sound) {
      case 'a':
      case 'i':
      case 'u':
        return;
      case 'A':
      case '{':
      case '#':
        return Put(arabic::kAlef);
      case 'I':
        return Put(arabic::kYeh);
      case 'U':
        return Put(arabic::kWaw);
      case 'Y':
        return Put(Before() == 'y' ? arabic::kAlef : kAlefMaksura);
      case 'p':
        return Put(Next() == '\0' ? arabic::kTehMarbuta : arabic::kTeh);
      case 'F':
        return WriteAccusativeAlef();
      case '\'':
        if (Before() != '\'') WriteHamza();
        return;
      default:
        if (Before() != sound) Put(ConsonantLetter(sound));
    }
  }

  // Teh marbuta and a hamza behind a long a or on an alef take no further alef.
  void WriteAccusativeAlef() {
    if (at_ < 3 || Sound(at_ - 2) != '\'') return Put(arabic::kAlef);
    const char before_hamza = Sound(at_ - 3);
    if (before_hamza != 'A' && before_hamza != 'a') Put(arabic::kAlef);
  }

  // A doubled hamza has one seat, which looks over both.
  void WriteHamza() {
    const size_t last = Next() == '\'' ? at_ + 1 : at_;
    const char own = Sound(last + 1);
    const char before = Before();
    const bool is_final = own == '\0' || (IsShortVowel(own) && Sound(last + 2) == '\0');
    const bool is_accusative = own == 'a' && Sound(last + 2) == 'F';
    if (at_ == 0) return WriteInitialHamza(own);
    if (is_final) return Put(FinalSeat(before));
    if (is_accusative && !IsShortVowel(before)) return Put(IsNonJoining(before) ? arabic::kHamza : kYehHamza);
    if (own == 'U' && hamza_keeps_seat_ && (before == 'a' || before == 'A')) return Put(FinalSeat(before));
    if (own == 'A' && (before == 'a' || (IsConsonant(before) && before != 'y' && before != 'w'))) {
      at_ = last + 1;
      return Put(kAlefMadda);
    }
    Put(MedialSeat(before, own));
  }

  void WriteInitialHamza(char own) {
    if (own == 'A') {
      ++at_;
      return Put(kAlefMadda);
    }
    Put(IsI(own) ? kAlefHamzaBelow : kAlefHamzaAbove);
  }

  static char32_t FinalSeat(char before) {
    if (before == 'a') return kAlefHamzaAbove;
    if (before == 'i') return kYehHamza;
    if (before == 'u') return kWawHamza;
    return arabic::kHamza;
  }

  static char32_t MedialSeat(char before, char own) {
    if (IsI(own) || IsI(before) || before == 'y') return kYehHamza;
    if (IsU(own) || before == 'u') return kWawHamza;
    if (before == 'A' || before == 'U' || before == 'w') return arabic::kHamza;
    return kAlefHamzaAbove;
  }

  absl::string_view sounds_;
  bool hamza_keeps_seat_;
  size_t at_ = 0;
  std::string spelling_;
};

}  // namespace

std::optional<std::string> TranscribeRoot(absl::string_view root) {
  std::string sounds;
  for (absl::string_view radical : absl::StrSplit(root, ' ')) {
    const char sound = ConsonantSound(radical);
    if (sound == 0) return std::nullopt;
    sounds.push_back(sound);
  }
  return sounds;
}

bool IsShortVowel(char sound) { return sound == 'a' || sound == 'i' || sound == 'u'; }
bool IsVowel(char sound) { return IsShortVowel(sound) || sound == 'A' || sound == 'I' || sound == 'U' || sound == 'Y'; }
bool IsConsonant(char sound) { return ConsonantLetter(sound) != 0; }

std::string Spell(absl::string_view sounds) { return Speller(sounds, /*hamza_keeps_seat=*/false).Run(); }

std::string SpellAsPress(absl::string_view sounds) { return Speller(sounds, /*hamza_keeps_seat=*/true).Run(); }

}  // namespace isnad
