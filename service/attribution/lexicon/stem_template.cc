// Rows after Wright's Grammar I: the strong verb (sections 35-70), doubled (120-123), hollow (149-163), and ra'A (176).
// tests: conjugation_test.
#include "service/attribution/lexicon/stem_template.h"

namespace isnad {
namespace {

using enum RootShape;

// Perfect active and passive, imperfect active and passive, active participle, passive participle, masdar.
// clang-format off
constexpr StemTemplate kPlainRows[] = {
    {1, kPlain, {{"1a2W3", ""}, {"1u2i3", ""}}, {{"a12V3", ""}, {"u12a3", ""}}, "1A2i3", "ma12U3", ""},
    {2, kPlain, {{"1a22a3", ""}, {"1u22i3", ""}}, {{"u1a22i3", ""}, {"u1a22a3", ""}}, "mu1a22i3", "mu1a22a3", "ta12I3"},
    {3, kPlain, {{"1A2a3", ""}, {"1U2i3", ""}}, {{"u1A2i3", ""}, {"u1A2a3", ""}}, "mu1A2i3", "mu1A2a3", "mu1A2a3ap"},
    {4, kPlain, {{"'a12a3", ""}, {"'u12i3", ""}}, {{"u12i3", ""}, {"u12a3", ""}}, "mu12i3", "mu12a3", "'i12A3"},
    {5, kPlain, {{"ta1a22a3", ""}, {"tu1u22i3", ""}}, {{"ata1a22a3", ""}, {"uta1a22a3", ""}}, "muta1a22i3",
     "muta1a22a3", "ta1a22u3"},
    {6, kPlain, {{"ta1A2a3", ""}, {"tu1U2i3", ""}}, {{"ata1A2a3", ""}, {"uta1A2a3", ""}}, "muta1A2i3", "muta1A2a3",
     "ta1A2u3"},
    {7, kPlain, {{"{in1a2a3", ""}, {}}, {{"an1a2i3", ""}, {}}, "mun1a2i3", "", "{in1i2A3"},
    {8, kPlain, {{"{i18a2a3", ""}, {"{u18u2i3", ""}}, {{"a18a2i3", ""}, {"u18a2a3", ""}}, "mu18a2i3", "mu18a2a3",
     "{i18i2A3"},
    {9, kPlain, {{"{i12a33", "{i12a3a3"}, {}}, {{"a12a33", "a12a3i3"}, {}}, "mu12a33", "", "{i12i3A3"},
    {10, kPlain, {{"{ista12a3", ""}, {"{ustu12i3", ""}}, {{"asta12i3", ""}, {"usta12a3", ""}}, "musta12i3",
     "musta12a3", "{isti12A3"},
    {11, kPlain, {{"1a23a4", ""}, {"1u23i4", ""}}, {{"u1a23i4", ""}, {"u1a23a4", ""}}, "mu1a23i4", "mu1a23a4",
     "1a23a4ap"},
    {12, kPlain, {{"ta1a23a4", ""}, {"tu1u23i4", ""}}, {{"ata1a23a4", ""}, {"uta1a23a4", ""}}, "muta1a23i4",
     "muta1a23a4", "ta1a23u4"}};

constexpr StemTemplate kHollowRows[] = {
    {1, kHollow, {{"1A3", "1R3"}, {"1I3", "1i3"}}, {{"a1L3", "a1V3"}, {"u1A3", "u1a3"}}, "1A'i3", "ma1P3", ""},
    {4, kHollow, {{"'a1A3", "'a1a3"}, {"'u1I3", "'u1i3"}}, {{"u1I3", "u1i3"}, {"u1A3", "u1a3"}}, "mu1I3", "mu1A3",
     "'i1A3ap"},
    {7, kHollow, {{"{in1A3", "{in1a3"}, {}}, {{"an1A3", "an1a3"}, {}}, "mun1A3", "", "{in1iyA3"},
    {8, kHollow, {{"{i18A3", "{i18a3"}, {"{u18I3", "{u18i3"}}, {{"a18A3", "a18a3"}, {"u18A3", "u18a3"}}, "mu18A3",
     "mu18A3", "{i18iyA3"},
    {10, kHollow, {{"{ista1A3", "{ista1a3"}, {"{ustu1I3", "{ustu1i3"}},
     {{"asta1I3", "asta1i3"}, {"usta1A3", "usta1a3"}}, "musta1I3", "musta1A3", "{isti1A3ap"}};

constexpr StemTemplate kDoubledRows[] = {
    {1, kDoubled, {{"1a22", "1a2W2"}, {"1u22", "1u2i2"}}, {{"a1V22", "a12V2"}, {"u1a22", "u12a2"}},
     "1A22", "ma12U2", ""},
    {3, kDoubled, {{"1A22", "1A2a2"}, {"1U22", "1U2i2"}}, {{"u1A22", "u1A2i2"}, {"u1A22", "u1A2a2"}},
     "mu1A22", "mu1A22", "mu1A22ap"},
    {4, kDoubled, {{"'a1a22", "'a12a2"}, {"'u1i22", "'u12i2"}}, {{"u1i22", "u12i2"}, {"u1a22", "u12a2"}}, "mu1i22",
     "mu1a22", "'i12A2"},
    {6, kDoubled, {{"ta1A22", "ta1A2a2"}, {"tu1U22", "tu1U2i2"}}, {{"ata1A22", "ata1A2a2"}, {"uta1A22", "uta1A2a2"}},
     "muta1A22", "muta1A22", "ta1A22"},
    {7, kDoubled, {{"{in1a22", "{in1a2a2"}, {}}, {{"an1a22", "an1a2i2"}, {}}, "mun1a22", "", "{in1i2A2"},
    {8, kDoubled, {{"{i18a22", "{i18a2a2"}, {"{u18u22", "{u18u2i2"}}, {{"a18a22", "a18a2i2"}, {"u18a22", "u18a2a2"}},
     "mu18a22", "mu18a22", "{i18i2A2"},
    {10, kDoubled, {{"{ista1a22", "{ista12a2"}, {"{ustu1i22", "{ustu12i2"}},
     {{"asta1i22", "asta12i2"}, {"usta1a22", "usta12a2"}}, "musta1i22", "musta1a22", "{isti12A2"}};

constexpr StemTemplate kSeeingRows[] = {
    {1, kSeeing, {{"1a2a3", ""}, {"1u2i3", ""}}, {{"a1a3", ""}, {"u1a3", ""}}, "1A2i3", "ma12U3", ""},
    {4, kSeeing, {{"'a1a3", ""}, {"'u1i3", ""}}, {{"u1i3", ""}, {"u1a3", ""}}, "mu1i3", "mu1a3", "'i1A'ap"}};
// clang-format on

template <int kCount>
const StemTemplate* FindRow(const StemTemplate (&rows)[kCount], int pattern) {
  for (const StemTemplate& row : rows) {
    if (row.pattern == pattern) return &row;
  }
  return nullptr;
}

const StemTemplate* FindWeakRow(int pattern, RootShape shape) {
  switch (shape) {
    case kHollow:
      return FindRow(kHollowRows, pattern);
    case kDoubled:
      return FindRow(kDoubledRows, pattern);
    case kSeeing:
      return FindRow(kSeeingRows, pattern);
    case kPlain:
      return nullptr;
  }
  return nullptr;
}

}  // namespace

const StemTemplate* FindStemTemplate(int pattern, RootShape shape) {
  const StemTemplate* row = FindWeakRow(pattern, shape);
  return row != nullptr ? row : FindRow(kPlainRows, pattern);
}

}  // namespace isnad
