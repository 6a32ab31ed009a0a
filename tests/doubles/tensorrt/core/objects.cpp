#include "core/objects.h"

#include <map>
#include <mutex>

namespace trts::doubles::live
{
namespace
{

struct Known
{
    std::string class_name;
    std::int64_t number; // 0: a stub object
};

struct State
{
    std::mutex mutex;
    std::map<const void*, Known> objects;
    std::map<std::string, std::int64_t> last_numbers;
};

State& state()
{
    static State& only = *new State(); // objects may go while the process ends
    return only;
}

std::string name_of(const Known& known)
{
    return known.class_name + "#" + std::to_string(known.number);
}

} // namespace

void made(const char* class_name, const void* object)
{
    const std::lock_guard lock(state().mutex);
    state().objects[object] = {class_name, ++state().last_numbers[class_name]};
}

void stub_made(const char* class_name, const void* object)
{
    const std::lock_guard lock(state().mutex);
    state().objects[object] = {class_name, 0};
}

void gone(const void* object)
{
    const std::lock_guard lock(state().mutex);
    state().objects.erase(object);
}

std::string name(const void* object)
{
    const std::lock_guard lock(state().mutex);
    const auto found = state().objects.find(object);
    return found == state().objects.end() ? std::string() : name_of(found->second);
}

std::int64_t count(const char* class_name)
{
    const std::lock_guard lock(state().mutex);
    std::int64_t count = 0;
    for (const auto& [object, known] : state().objects)
    {
        count += known.number != 0 && (class_name == nullptr || known.class_name == class_name) ? 1 : 0;
    }
    return count;
}

const void* address_at(std::int64_t index)
{
    const std::lock_guard lock(state().mutex);
    for (const auto& [object, known] : state().objects)
    {
        if (known.number != 0 && index-- == 0)
        {
            return object;
        }
    }
    return nullptr;
}

std::string name_at(std::int64_t index)
{
    const void* object = address_at(index);
    return object == nullptr ? std::string() : name(object);
}

void start_over()
{
    const std::lock_guard lock(state().mutex);
    state().last_numbers.clear();
    for (const auto& [object, known] : state().objects)
    {
        std::int64_t& last = state().last_numbers[known.class_name];
        last = last > known.number ? last : known.number;
    }
}

} // namespace trts::doubles::live
