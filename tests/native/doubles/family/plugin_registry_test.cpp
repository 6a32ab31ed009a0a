// The plugin registry: creators, resources, libraries.
#include "doubles/family/fake.h"

using namespace doubles_test::TRTS_FAMILY;

FAKE_TEST(the_registry_keeps_creators_and_resources)
{
    class Creator final : public IPluginCreatorV3One
    {
      public:
        IPluginV3* createPlugin(const char*, const PluginFieldCollection*, TensorRTPhase) noexcept override
        {
            return nullptr;
        }
        const PluginFieldCollection* getFieldNames() noexcept override { return nullptr; }
        const char* getPluginName() const noexcept override { return "Twice"; }
        const char* getPluginVersion() const noexcept override { return "1"; }
        const char* getPluginNamespace() const noexcept override { return ""; }
    };
    class Resource final : public IPluginResource
    {
      public:
        Resource(int& released, int& destroyed) : released_(released), destroyed_(destroyed) {}
        ~Resource() noexcept override { ++destroyed_; }
        std::int32_t release() noexcept override
        {
            ++released_;
            return 0;
        }
        IPluginResource* clone() noexcept override
        {
            return gives_none ? nullptr : new Resource(released_, destroyed_);
        }

        bool gives_none = false;

      private:
        int& released_;
        int& destroyed_;
    };

    IPluginRegistry& registry = *fake.library.function<IPluginRegistry*()>("getPluginRegistry")();
    Creator creator;
    std::int32_t count = -1;
    registry.getAllCreators(&count);
    CHECK_EQUAL(count, 0);
    CHECK(registry.registerCreator(static_cast<IPluginCreatorInterface&>(creator), "mine"));
    CHECK(!registry.registerCreator(static_cast<IPluginCreatorInterface&>(creator), "mine"));
    IPluginCreatorInterface* const* all = registry.getAllCreators(&count);
    REQUIRE(count == 1);
    CHECK(all[0] == &creator);
    CHECK(registry.getCreator("Twice", "1", "mine") == &creator);
    CHECK(registry.getCreator("Twice", "1", "") == nullptr);
    const auto builder = fake.builder();
    CHECK(&builder->getPluginRegistry() == &registry);
    CHECK(registry.deregisterCreator(static_cast<const IPluginCreatorInterface&>(creator)));
    CHECK(!registry.deregisterCreator(static_cast<const IPluginCreatorInterface&>(creator)));
    int released = 0;
    int destroyed = 0;
    Resource first(released, destroyed);
    IPluginResource* acquired = registry.acquirePluginResource("key", &first);
    CHECK(acquired != nullptr && acquired != &first);
    CHECK(registry.acquirePluginResource("key", nullptr) == acquired);
    CHECK_EQUAL(registry.releasePluginResource("key"), 0);
    CHECK_EQUAL(released, 0);
    CHECK_EQUAL(registry.releasePluginResource("key"), 0);
    CHECK_EQUAL(released, 1);
    CHECK_EQUAL(destroyed, 1);
    CHECK_EQUAL(registry.releasePluginResource("key"), 1);
    first.gives_none = true;
    CHECK(registry.acquirePluginResource("empty", &first) == nullptr);
    first.gives_none = false;
    CHECK(registry.acquirePluginResource("empty", &first) == nullptr); // as the real ones do
    CHECK(registry.loadLibrary("/nowhere/libplugin.so") == nullptr);
}
