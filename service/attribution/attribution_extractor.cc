// The pipeline on one screen: normalise, tokenise, analyse words, find cues, find spans, resolve speakers, build
// claims. Covered by attribution_extractor_test.cc and the goldens.
#include "service/attribution/attribution_extractor.h"

#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "service/attribution/claim/claim_builder.h"
#include "service/attribution/cue/cue_finder.h"
#include "service/attribution/engine_data.h"
#include "service/attribution/lexicon/word_analyzer.h"
#include "service/attribution/limits.h"
#include "service/attribution/source/speaker_resolver.h"
#include "service/attribution/span/span_finder.h"
#include "service/attribution/text/normalizer.h"
#include "service/attribution/token/tokenizer.h"

namespace isnad {
namespace {

absl::Status CheckArticle(absl::string_view article) {
  if (article.empty()) return absl::InvalidArgumentError("the article is empty");
  if (article.size() > kArticleBytesMax) {
    return absl::InvalidArgumentError(
        absl::StrCat("the article has ", article.size(), " bytes, the limit is ", kArticleBytesMax));
  }
  if (const std::optional<size_t> bad = FirstInvalidUtf8(article)) {
    return absl::InvalidArgumentError(absl::StrCat("the article is not UTF-8 at byte ", *bad));
  }
  return absl::OkStatus();
}

absl::Status Cancelled() { return absl::CancelledError("the call was cancelled"); }

}  // namespace

struct AttributionExtractor::Engine : EngineData {
  explicit Engine(EngineData data) : EngineData(std::move(data)) {}
};

AttributionExtractor::AttributionExtractor(std::unique_ptr<const Engine> engine) : engine_(std::move(engine)) {}
AttributionExtractor::AttributionExtractor(AttributionExtractor&&) noexcept = default;
AttributionExtractor& AttributionExtractor::operator=(AttributionExtractor&&) noexcept = default;
AttributionExtractor::~AttributionExtractor() = default;

absl::StatusOr<AttributionExtractor> AttributionExtractor::Load(absl::string_view lexicon_directory,
                                                                absl::string_view model_file) {
  absl::StatusOr<EngineData> data = LoadEngineData(lexicon_directory, model_file);
  if (!data.ok()) return data.status();
  return AttributionExtractor(std::make_unique<const Engine>(*std::move(data)));
}

absl::StatusOr<Attributions> AttributionExtractor::Extract(absl::string_view article, const ExtractOptions& options,
                                                           const std::function<bool()>& cancelled) const {
  const absl::Status checked = CheckArticle(article);
  if (!checked.ok()) return checked;
  const Lexicon& lexicon = *engine_->lexicon;
  const Ranker& ranker = engine_->ranker;
  Cancellation stop(cancelled);
  const TokenizedText tokens = Tokenize(Normalize(article, &stop), &stop);
  if (stop.stopped()) return Cancelled();
  const AnalyzedText text = AnalyzeWords(tokens, lexicon, engine_->distribution, &stop);
  if (stop.stopped()) return Cancelled();
  const CueList cues = FindCues(text, lexicon, *engine_->phrases, ranker, &stop);
  if (stop.stopped()) return Cancelled();
  const std::vector<AttributionSpan> spans = FindSpans(text, lexicon, cues, ranker, &stop);
  if (stop.stopped()) return Cancelled();
  const Speakers speakers = ResolveSpeakers(text, lexicon, spans, ranker, &stop);
  if (stop.stopped()) return Cancelled();
  Attributions answer = BuildClaims(text, lexicon, spans, speakers, ranker, options, &stop);
  if (stop.stopped()) return Cancelled();
  return answer;
}

LexiconSummary AttributionExtractor::summary() const {
  return {engine_->version, static_cast<int>(engine_->lexicon->lemmas().size()), engine_->lexicon->form_count()};
}

std::vector<std::string> AttributionExtractor::LexiconLines(bool forms) const {
  return forms ? engine_->lexicon->FormLines() : engine_->lexicon->LemmaLines();
}

}  // namespace isnad
