// The few functions of a CUDA driver that the doubles need, from the library that TRTSHARP_CUDA_DRIVER names.
#pragma once

#include <functional>

namespace trts::doubles
{

/// True where work can be queued: the driver is there, and the stream is not null.
bool can_queue(void* stream);

/// True while the stream is captured into a graph: what is queued may run any number of times.
bool is_captured(void* stream);

/// Runs `work` in the stream's order. It must live until it has run for the last time.
bool queue(void* stream, const std::function<void()>& work);

/// The same for work that runs once, and is then freed.
bool queue_once(void* stream, std::function<void()> work);

/// Waits for what the stream has been given; true without a driver.
bool wait_for(void* stream);

/// Records an event; true without a driver.
bool record(void* event, void* stream);

} // namespace trts::doubles
