// In which queue a piece of work waits. Interactive work is short and somebody waits for it; bulk work (big articles,
// batches, streams) is done beside it and makes way for it.
#ifndef ISNAD_SERVICE_SCHEDULING_LANE_H_
#define ISNAD_SERVICE_SCHEDULING_LANE_H_

namespace isnad {

enum class Lane { kInteractive, kBulk };

}  // namespace isnad

#endif  // ISNAD_SERVICE_SCHEDULING_LANE_H_
