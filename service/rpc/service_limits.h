// The limits of the service around the engine's own, each with its reason. Values; a server may set other ones, and
// tells callers which are in force (GetServerInfo).
#ifndef ISNAD_SERVICE_RPC_SERVICE_LIMITS_H_
#define ISNAD_SERVICE_RPC_SERVICE_LIMITS_H_

#include <cstddef>

#include "service/attribution/limits.h"

namespace isnad {

struct ServiceLimits {
  // The longest article, in bytes; at most the engine's own limit.
  size_t article_bytes_max = kArticleBytesMax;

  // Claims of one response; at most the engine's own limit. Those behind it are left out (claims_omitted).
  int claims_max = kClaimsMax;

  // Articles of one batch. Some 11 KiB each, the size of a news article, fill a message of message_bytes_max.
  int batch_articles_max = 256;

  // One message on the wire, in bytes. gRPC's own default, so that the clients need no setting, and four times the
  // longest article, so that a somewhat too long article still gets an answer with a reason.
  int message_bytes_max = 4 << 20;

  // Extraction calls in flight in the whole server: ten full connections. More would wait for the processors, not use
  // them, and each holds its article and its answer in memory meanwhile. Streams, batches and big articles may have
  // three quarters of the places and of the bytes that follow (scheduling/admission.h).
  int concurrent_calls_max = 1024;

  // Bytes of all requests in flight, and of what streams hold: answers until they are written, options in force. Bounds
  // memory: a call holds some ten times its request while it runs.
  size_t in_flight_bytes_max = size_t{64} << 20;

  // Connections at the same time, kept by gRPC itself where its version can (see README); 0: no limit.
  int connections_max = 10000;

  // How long the calls of a connection go on when it has reached its age and takes no new ones, in milliseconds; 0:
  // until they end. They all have an end of their own but streams, which may carry any number of articles, and health
  // watches, which clients give up together with the connection.
  int connection_age_grace_ms = 0;

  // Calls on one connection at the same time; the client's next ones wait. Bounds what opening and resetting streams in
  // quick turn can hold.
  int streams_per_connection_max = 100;

  // How long a call may be expected to wait for a processor, in milliseconds. One that would wait longer is refused at
  // once: late answers help nobody, and the queue behind it would only grow.
  int queue_delay_ms_max = 20;

  // The longest a unary or batch call or one article of a stream may take, in milliseconds, where the caller sets no
  // earlier deadline.
  int call_ms_max = 30000;

  // How long a stream may stand still, neither sending an article nor taking an answer, and how long the answer of a
  // call may wait to be taken, in milliseconds.
  int stream_idle_ms_max = 300000;

  // Health watches open at the same time: one for each connection, for clients that check health hold one. Those who
  // find no place go on without.
  int health_watches_max = 10000;

  // Questions on one reflection stream. A client asks once for each file or symbol, and there are some dozens.
  int reflection_requests_max = 1000;

  // Articles from this size on are big: they run in slices beside the others, which overtake them.
  size_t big_article_bytes_min = size_t{64} << 10;

  // Known sources of one request, aliases of each, bytes of each id, name and alias. They are made ready once for each
  // request; a registry above this belongs into the lexicon.
  int known_sources_max = 1000;
  int known_source_aliases_max = 32;
  size_t known_source_name_bytes_max = 512;
};

// A response is at most this many times the article's text ...
inline constexpr size_t kResponseBytesPerTextByte = 4;
// ... plus this: a short article full of cues still gets all its claims.
inline constexpr size_t kResponseBytesBase = size_t{64} << 10;
// Never more than a client receives by default (4 MiB), less some room for framing.
inline constexpr size_t kResponseBytesMax = (size_t{4} << 20) - (size_t{4} << 10);

// Fields of one request that have no place in it: unknown to this version, given again, or cue classes, of which there
// are seven. Each may take fifty times its bytes in memory. Room for a field that a later version has in each known
// source and in each article.
inline constexpr int kSurplusFieldsMax = 2000;

// Articles of one stream that are read and not yet answered: enough to keep a few processors busy while answers travel.
inline constexpr size_t kStreamArticlesAhead = 8;

// What an id, name or alias of a known source holds in memory beside its bytes, at each of the three places where it
// stands: in the message, among the options and, folded, in their index.
inline constexpr size_t kKnownNameBytes = 128;

// How long a stream may stand still while streams, batches and big articles have most of their places or bytes, where
// that is less than stream_idle_ms_max: a few callers who take no answers cannot keep all others out.
inline constexpr int kCrowdedIdleMsMax = 10000;

// A health or reflection request: they hold one name. Watches and streams keep it while they are open.
inline constexpr size_t kNameRequestBytesMax = 4096;

}  // namespace isnad

#endif  // ISNAD_SERVICE_RPC_SERVICE_LIMITS_H_
