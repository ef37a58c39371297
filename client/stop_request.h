// SIGTERM and SIGINT as a request to stop that long work looks at: the end of a pod, a key at the terminal. As the
// first process of a container has no other way to be stopped, not even by these signals' usual effect.
#ifndef ISNAD_CLIENT_STOP_REQUEST_H_
#define ISNAD_CLIENT_STOP_REQUEST_H_

#include "client/exit_status.h"

namespace isnad {

// How long after the request the process ends of itself, whatever it is waiting for; a second request ends it at once.
inline constexpr unsigned kStopSeconds = 3;

// From now on, for the whole process.
void WatchForStop();

bool StopRequested();

// Ends the process as the signal would have, so that a shell knows; returns, with the status that tells the same, where
// the process is the first of a container. Only behind StopRequested.
ExitStatus EndAsRequested();

}  // namespace isnad

#endif  // ISNAD_CLIENT_STOP_REQUEST_H_
