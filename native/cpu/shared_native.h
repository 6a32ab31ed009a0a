// A native that others may still need when its owner destroys it: memory goes when the last of them lets go.
#pragma once

#include <memory>
#include <utility>

namespace trts::cpu
{

template <typename T>
class SharedNative : public std::enable_shared_from_this<T>
{
  public:
    template <typename... Arguments>
    static T* create(Arguments&&... arguments)
    {
        auto object = std::make_shared<T>(std::forward<Arguments>(arguments)...);
        object->self_ = object;
        return object.get();
    }

    /// The owner's destroy function.
    static void release(T* object) noexcept { const std::shared_ptr<T> last = std::move(object->self_); }

  private:
    std::shared_ptr<T> self_;
};

/// Tells the application that nothing of these callbacks will be called any more.
template <typename Callbacks>
void report_released(const Callbacks& callbacks)
{
    if (callbacks.released != nullptr)
    {
        callbacks.released(callbacks.user_data);
    }
}

} // namespace trts::cpu
