// An answer made by hand, with every feature that the printers show: a chain, a dropped subject, an impersonal claim, a
// nested claim, a denial, a mention other than the name.
#ifndef ISNAD_TESTS_CLIENT_HAND_MADE_RESPONSE_H_
#define ISNAD_TESTS_CLIENT_HAND_MADE_RESPONSE_H_

#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "isnad/v1/attribution_service.pb.h"

namespace isnad {

inline v1::ExtractAttributionsResponse HandMadeResponse() {
  v1::ExtractAttributionsResponse response;
  bool parsed = google::protobuf::TextFormat::ParseFromString(
      R"pb(
        article_id: "harbour"
        offset_encoding: OFFSET_ENCODING_UTF8
        language_code: "ar"
        document_source: "رويترز"
        lexicon_version: "0123456789ab"
        sources {
          id: 1
          name: "وكالة رويترز"
          canonical_name: "رويترز"
          type: SOURCE_TYPE_AGENCY
          mentions { end: 23 }
        }
        sources {
          id: 2
          name: "مسؤول في الميناء"
          type: SOURCE_TYPE_ANONYMOUS
          mentions { begin: 30 end: 61 }
          mentions { begin: 90 end: 101 }
        }
        claims {
          id: 1
          text: "عن مسؤول في الميناء قوله إن الرصيف مغلق"
          content { begin: 24 end: 95 }
          cue {
            text: "نقلت"
            lemma: "نقل"
            cue_class: CUE_CLASS_STATEMENT
            stance: STANCE_NEUTRAL
            polarity: POLARITY_POSITIVE
            modality: MODALITY_ACTUAL
          }
          source { source_id: 1 text: "وكالة رويترز" resolution: RESOLUTION_NAMED }
          quote_kind: QUOTE_KIND_INDIRECT
          confidence: 0.875
          rule: "verb"
        }
        claims {
          id: 2
          text: "الرصيف مغلق"
          content { begin: 70 end: 95 }
          cue {
            text: "قوله"
            lemma: "قال"
            cue_class: CUE_CLASS_STATEMENT
            stance: STANCE_NEUTRAL
            polarity: POLARITY_POSITIVE
            modality: MODALITY_ACTUAL
          }
          source { source_id: 2 resolution: RESOLUTION_PRONOUN text: "مسؤول" }
          quote_kind: QUOTE_KIND_INDIRECT
          parent_id: 1
          chain: 1
          chain: 2
          confidence: 0.5
          rule: "noun"
        }
        claims {
          id: 3
          text: "وقوع أي خسائر"
          cue {
            text: "نافيا"
            lemma: "نفى"
            cue_class: CUE_CLASS_STATEMENT
            stance: STANCE_DENY
            polarity: POLARITY_NEGATIVE
            modality: MODALITY_ACTUAL
          }
          source { source_id: 2 resolution: RESOLUTION_DROPPED }
          quote_kind: QUOTE_KIND_MIXED
          confidence: 0.25
          rule: "participle"
        }
        claims {
          id: 4
          text: "يعود العمل غدا"
          cue {
            text: "من المتوقع"
            lemma: "توقع"
            cue_class: CUE_CLASS_BELIEF
            stance: STANCE_EXPECT
            polarity: POLARITY_POSITIVE
            modality: MODALITY_HYPOTHETICAL
          }
          source { resolution: RESOLUTION_IMPERSONAL }
          quote_kind: QUOTE_KIND_INDIRECT
          confidence: 1
          rule: "impersonal"
        }
      )pb",
      &response);
  EXPECT_TRUE(parsed);
  return response;
}

}  // namespace isnad

#endif  // ISNAD_TESTS_CLIENT_HAND_MADE_RESPONSE_H_
