#include "call.h"

using namespace fake_cuda;

namespace
{

constexpr unsigned disable_timing = 2;

std::shared_ptr<Record> last_record(const Event& event)
{
    const std::lock_guard lock(world().mutex);
    return event.last;
}

} // namespace

CUresult cuEventCreate(CUevent* event, unsigned flags)
{
    return call("cuEventCreate", Needs::context, [&](const Call& made) {
        if (flags > 3)
        {
            return invalid_value;
        }
        World& all = world();
        const std::lock_guard lock(all.mutex);
        *event = reinterpret_cast<CUevent>(all.next_handle += 16);
        all.events.emplace(*event, std::make_shared<Event>(Event{made.device(), flags, nullptr}));
        return success;
    });
}

CUresult cuEventDestroy_v2(CUevent event)
{
    return call("cuEventDestroy", Needs::broken_context, [&](const Call& made) {
        World& all = world();
        const std::lock_guard lock(all.mutex);
        return all.events.erase(event) == 1 ? made.device().broken : invalid_handle;
    });
}

CUresult cuEventRecord(CUevent event, CUstream stream)
{
    return call("cuEventRecord", Needs::context, [&](const Call&) {
        const std::shared_ptr<Event> recorded = find_event(event);
        const std::shared_ptr<Stream> marked = find_stream(stream);
        if (recorded == nullptr || marked == nullptr || &recorded->device != &marked->device)
        {
            return invalid_handle;
        }
        const auto record = std::make_shared<Record>();
        marked->push_marker([record] { record->finish(); });
        const std::lock_guard lock(world().mutex);
        recorded->last = record;
        return success;
    });
}

CUresult cuEventSynchronize(CUevent event)
{
    return call("cuEventSynchronize", Needs::context, [&](const Call&) {
        const std::shared_ptr<Event> found = find_event(event);
        if (found == nullptr)
        {
            return invalid_handle;
        }
        if (const std::shared_ptr<Record> record = last_record(*found))
        {
            record->wait();
        }
        return found->device.error();
    });
}

CUresult cuEventQuery(CUevent event)
{
    return call("cuEventQuery", Needs::context, [&](const Call&) {
        const std::shared_ptr<Event> found = find_event(event);
        if (found == nullptr)
        {
            return invalid_handle;
        }
        const std::shared_ptr<Record> record = last_record(*found);
        const bool is_done = record == nullptr || record->is_done();
        const CUresult error = found->device.error();
        return error != success ? error : is_done ? success : not_ready;
    });
}

CUresult cuEventElapsedTime(float* milliseconds, CUevent start, CUevent end)
{
    return call("cuEventElapsedTime", Needs::context, [&](const Call&) {
        const std::shared_ptr<Event> first = find_event(start);
        const std::shared_ptr<Event> second = find_event(end);
        if (first == nullptr || second == nullptr || ((first->flags | second->flags) & disable_timing) != 0)
        {
            return invalid_handle;
        }
        const std::shared_ptr<Record> from = last_record(*first);
        const std::shared_ptr<Record> to = last_record(*second);
        if (from == nullptr || to == nullptr)
        {
            return invalid_handle;
        }
        if (!from->is_done() || !to->is_done())
        {
            return not_ready;
        }
        *milliseconds = static_cast<float>(to->nanoseconds() - from->nanoseconds()) / 1e6F;
        return success;
    });
}
