// Every method of an application's object, called once: what it is given, and what it answers.
#include "doubles/family/fake.h"

using namespace doubles_test::TRTS_FAMILY;

FAKE_TEST(every_method_of_an_interface_is_called_back_once)
{
    class Monitor final : public IProgressMonitor
    {
      public:
        void phaseStart(const char* name, const char* parent, std::int32_t steps) noexcept override
        {
            events.push_back(std::string("start ") + name + " in " + parent + " of " + std::to_string(steps));
        }

        bool stepComplete(const char* name, std::int32_t step) noexcept override
        {
            events.push_back(std::string("step ") + name + " " + std::to_string(step));
            return true;
        }

        void phaseFinish(const char* name) noexcept override { events.push_back(std::string("finish ") + name); }

        std::vector<std::string> events;
    };

    Monitor monitor;
    fake.control.clear_calls();
    CHECK_EQUAL(fake.control.call_back("IProgressMonitor", static_cast<IProgressMonitor*>(&monitor)), 5);
    CHECK(fake.control.calls() == std::vector<std::string>({
                                      "IVersionedInterface::getAPILanguage() = 0",
                                      "IVersionedInterface::getInterfaceInfo() = {\"IProgressMonitor\", 1, 0}",
                                      "IProgressMonitor::phaseStart(\"phaseName\", \"parentPhase\", 33)",
                                      "IProgressMonitor::stepComplete(\"phaseName\", 22) = true",
                                      "IProgressMonitor::phaseFinish(\"phaseName\")",
                                  }));
    CHECK_EQUAL(fake.control.result(3), std::string("true"));
    CHECK(monitor.events ==
          std::vector<std::string>({"start phaseName in parentPhase of 33", "step phaseName 22", "finish phaseName"}));
    CHECK_EQUAL(fake.control.call_back("IBuilder", &monitor), -1);
    CHECK_EQUAL(fake.control.call_back("IProgressMonitor", nullptr), -1);
}

FAKE_TEST(a_plugins_arrays_are_passed_and_what_it_writes_is_told)
{
    class Plugin final : public IPluginV3OneBuildV2
    {
      public:
        std::int32_t configurePlugin(const DynamicPluginTensorDesc* in, std::int32_t inputs,
                                     const DynamicPluginTensorDesc* out, std::int32_t outputs) noexcept override
        {
            told = values(in[inputs - 1].desc.dims);
            told.push_back(out[outputs - 1].opt.d[0]);
            return 4;
        }

        std::int32_t getOutputDataTypes(DataType* types, std::int32_t outputs, const DataType*,
                                        std::int32_t) const noexcept override
        {
            std::fill(types, types + outputs, DataType::kINT32);
            return 0;
        }

        std::int32_t getOutputShapes(const DimsExprs* inputs, std::int32_t, const DimsExprs*, std::int32_t,
                                     DimsExprs* outputs, std::int32_t, IExprBuilder& expressions) noexcept override
        {
            outputs[0].nbDims = 1;
            outputs[0].d[0] = expressions.operation(DimensionOperation::kSUM, *inputs[0].d[0], *inputs[0].d[0]);
            return 0;
        }

        bool supportsFormatCombination(std::int32_t position, const DynamicPluginTensorDesc*, std::int32_t,
                                       std::int32_t) noexcept override
        {
            return position == 11;
        }

        std::int32_t getNbOutputs() const noexcept override { return 2; }

        std::vector<std::int64_t> told;
    };

    Plugin plugin;
    fake.control.clear_calls();
    CHECK(fake.control.call_back("IPluginV3OneBuildV2", static_cast<IPluginV3OneBuildV2*>(&plugin)) > 10);
    std::string all;
    for (const std::string& call : fake.control.calls())
    {
        all += call + "\n";
    }
    const auto has = [&](const std::string& part) {
        if (all.find(part) == std::string::npos)
        {
            harness::report_failure(__FILE__, __LINE__, "there is no \"" + part + "\" in\n" + all);
        }
    };
    CHECK(plugin.told == std::vector<std::int64_t>({11, 21, 215})); // of the second description of each array
    has("IPluginV3OneBuild::configurePlugin([{{[10, 20], 1, 1, 0.5}, ");
    has(", 2) = 4\n");
    has("= 0 outputTypes=[3, 3]\n");
    has("= 0 outputs=[[IDimensionExpr#0], []]\n");
    has("IExprBuilder::operation(0, IDimensionExpr#0, IDimensionExpr#0)\n"); // the plugin's own call
    has("IPluginV3OneBuild::supportsFormatCombination(11, ");
    has("IPluginV3OneBuildV2::getAliasedInput(11) = -1\n");
    has("{\"PLUGIN_V3ONE_BUILD\", 2, 0}");
}

FAKE_TEST(what_throws_is_told)
{
    class Writer final : public IStreamWriter
    {
      public:
        std::int64_t write(const void* data, std::int64_t size) override
        {
            sum = 0;
            for (std::int64_t i = 0; i < size; ++i)
            {
                sum += static_cast<const unsigned char*>(data)[i];
            }
            throw 3;
        }
        int sum = 0;
    };

    Writer writer;
    fake.control.clear_calls();
    fake.control.call_back("IStreamWriter", static_cast<IStreamWriter*>(&writer));
    CHECK_EQUAL(fake.control.result(fake.control.call_count() - 1), std::string("threw"));
    CHECK_EQUAL(writer.sum, 136); // 1 + 2 + ... + 16
}

FAKE_TEST(what_a_reader_writes_is_told)
{
    class Reader final : public IStreamReaderV2
    {
      public:
        std::int64_t read(void* to, std::int64_t size, cudaStream_t) noexcept override
        {
            std::fill_n(static_cast<unsigned char*>(to), size - 1, static_cast<unsigned char>(9));
            return size - 1;
        }

        bool seek(std::int64_t offset, SeekPosition where) noexcept override
        {
            return offset == 4294967307 && where == SeekPosition::kCUR;
        }
    };

    Reader reader;
    fake.control.clear_calls();
    CHECK_EQUAL(fake.control.call_back("IStreamReaderV2", static_cast<IStreamReaderV2*>(&reader)), 4);
    const std::int64_t last = fake.control.call_count() - 1;
    CHECK_EQUAL(fake.control.result(last - 1),
                std::string("15 destination=[9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 16]"));
    CHECK_EQUAL(fake.control.result(last), std::string("true"));
}

FAKE_TEST(defaults_of_an_interface_are_called_too)
{
    class Allocator final : public IGpuAllocator
    {
      public:
        void* allocate(std::uint64_t size, std::uint64_t alignment, AllocatorFlags flags) noexcept override
        {
            taken.push_back(std::to_string(size - 4294967296) + " " + std::to_string(alignment - 4294967296) + " " +
                            std::to_string(flags));
            return this;
        }

        bool deallocate(void* memory) noexcept override { return memory != nullptr; }

        std::vector<std::string> taken;
    };

    Allocator allocator;
    fake.control.clear_calls();
    CHECK_EQUAL(fake.control.call_back("IGpuAllocator", static_cast<IGpuAllocator*>(&allocator)), 7);
    CHECK(allocator.taken == std::vector<std::string>({"11 22 1", "11 22 1"})); // allocateAsync by default allocates
    CHECK_EQUAL(fake.control.calls_of("IGpuAllocator::deallocateAsync"), std::int64_t{1});
    CHECK_EQUAL(fake.control.result(fake.control.call_count() - 1), std::string("true"));
}
