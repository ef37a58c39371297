// Covered through the candidates' tests and by the accuracy runs.
#include "service/attribution/span/boundary_features.h"

namespace isnad {

uint32_t DistanceBucket(int distance) {
  if (distance < 0) return 16 + DistanceBucket(-distance);
  if (distance <= 4) return distance;
  constexpr int kLimits[] = {6, 9, 14, 24, 49};
  uint32_t bucket = 5;
  for (const int limit : kLimits) {
    if (distance <= limit) return bucket;
    ++bucket;
  }
  return bucket;
}

uint32_t AgreementBits(const Word& word) {
  return static_cast<uint32_t>(word.article) | static_cast<uint32_t>(word.conjunction != 0) << 1 |
         static_cast<uint32_t>(word.preposition != 0) << 2 | static_cast<uint32_t>(word.feminine) << 3 |
         static_cast<uint32_t>(word.plural) << 4 | static_cast<uint32_t>(word.enclitic != Enclitic::kNone) << 5;
}

void AddBoundaryFeatures(const AnalyzedText& text, int boundary, uint32_t base, const CueContext& context,
                         FeatureVector* features) {
  FeatureVector& out = *features;
  const Word &l2 = text.At(boundary - 2), &l1 = text.At(boundary - 1);
  const Word &r1 = text.At(boundary), &r2 = text.At(boundary + 1), &r3 = text.At(boundary + 2);
  const auto c = [](const Word& word) { return static_cast<uint32_t>(word.coarse); };
  out.Add(base, c(l1));
  out.Add(base + 1, c(r1));
  out.Add(base + 2, c(l1), c(r1));
  out.Add(base + 3, c(l2), c(l1), c(r1));
  out.Add(base + 4, c(l1), c(r1), c(r2));
  out.Add(base + 5, c(r1), c(r2), c(r3));
  out.Add(base + 6, l1.form_hash);
  out.Add(base + 7, r1.form_hash);
  out.Add(base + 8, r2.form_hash);
  out.Add(base + 9, l1.form_hash, c(r1));
  out.Add(base + 10, r1.form_hash, c(l1));
  out.Add(base + 11, l1.form_hash, r1.form_hash);
  out.Add(base + 12, l1.cluster_fine);
  out.Add(base + 13, r1.cluster_fine);
  out.Add(base + 14, l1.cluster_fine, r1.cluster_fine);
  out.Add(base + 15, l1.cluster_coarse, r1.cluster_coarse);
  out.Add(base + 16, l1.cluster_coarse, r1.cluster_coarse, r2.cluster_coarse);
  out.Add(base + 17, l1.suffix_hash, c(r1));
  out.Add(base + 18, r1.suffix_hash, c(l1));
  out.Add(base + 19, r1.prefix_hash);
  out.Add(base + 20, l1.ending_hash);
  out.Add(base + 21, AgreementBits(l1), AgreementBits(r1));
  out.Add(base + 22, AgreementBits(l1), AgreementBits(r1), c(l1) << 8 | c(r1));
  out.Add(base + 23, AgreementBits(l2), AgreementBits(l1), AgreementBits(r1));
  out.Add(base + 24, r1.conjunction, c(r1), context.kind);
  out.Add(base + 25, c(l1), c(r1), context.kind);
  out.Add(base + 26, r1.form_hash, context.kind);
  out.Add(base + 27, l1.form_hash, context.kind);
  out.Add(base + 28, c(r1), context.identity);
  out.Add(base + 29, c(l1), context.identity);
  out.Add(base + 30, c(l1) << 8 | c(r1), context.identity);
  out.Add(base + 31, r1.form_hash, context.identity);
  out.Add(base + 32, r1.cluster_fine, context.kind);
  out.Add(base + 33, r1.cluster_coarse, context.identity);
  out.Add(base + 34, l1.cluster_coarse, c(r1), context.kind);
  out.Add(base + 35, r1.prefix_hash, r1.suffix_hash);
  out.Add(base + 36, static_cast<uint32_t>(r1.preposition), c(r2), c(l1));
  out.Add(base + 37, l2.form_hash, c(l1), c(r1));
  out.Add(base + 38, r2.cluster_coarse, c(r1), c(l1));
  out.Add(base + 39, r1.classes.bits() & 0xFFFFFFFFu, r1.classes.bits() >> 32);
  out.Add(base + 40, l1.classes.bits() & 0xFFFFFFFFu, l1.classes.bits() >> 32);
}

}  // namespace isnad
