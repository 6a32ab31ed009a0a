// nvonnxparser::IParser, and the parser library's exported functions.
#include <deque>

#include "core/call.h"
#include "parser/importer.h"
#include "parser/model_source.h"
#include "parser/observer.h"
#include "parser/parser_refitter.h"

namespace trts::doubles
{
namespace
{

class Parser final : public ParserTable
{
  public:
    Parser(INetworkDefinition& network, ILogger* logger) : network_(network), errors_(logger)
    {
        properties_.start_from_zero();
        do_setFlags(bit(onnx::OnnxParserFlag::kNATIVE_INSTANCENORM));
    }

    /// TensorRT's parser owns weights that its network points to.
    ~Parser() override
    {
        if (seam().object_name(&network_, nullptr, 0) < 0)
        {
            seam().trap(
                (text_of_object(static_cast<onnx::IParser*>(this)) + " was destroyed after its network").c_str());
        }
    }

  protected:
    bool do_parse(const void* model, size_t size, const char* path) override;
    bool do_parseFromFile(const char* path, int32_t) override;
#if defined(TRTS_FAMILY_trt10)
    bool do_parseWithWeightDescriptors(const void* model, size_t size) override
    {
        return do_parse(model, size, nullptr);
    }
    bool do_supportsModel(const void*, size_t, nv::SubGraphCollection_t&, const char*) override
    {
        return false;
    }
#endif
    bool do_supportsOperator(const char* name) const override
    {
        return name != nullptr && is_known_operator(name);
    }
    int32_t do_getNbErrors() const override
    {
        return errors_.count();
    }
    const onnx::IParserError* do_getError(int32_t index) const override
    {
        return errors_.at(index);
    }
    void do_clearErrors() override
    {
        errors_.clear();
    }
    const char* const* do_getUsedVCPluginLibraries(int64_t& count) const override;
    const ITensor* do_getLayerOutputTensor(const char* name, int64_t index) override;
    bool do_supportsModelV2(const void* model, size_t size, const char* path) override;
    int64_t do_getNbSubgraphs() override
    {
        return static_cast<int64_t>(subgraphs_.size());
    }
    bool do_isSubgraphSupported(int64_t index) override;
    int64_t* do_getSubgraphNodes(int64_t index, int64_t& length) override;
    bool do_loadModelProto(const void* model, size_t size, const char* path) override;
    bool do_loadInitializer(const char* name, const void* data, size_t size) override;
    bool do_parseModelProto() override;
#if !defined(TRTS_FAMILY_trt10)
    void do_setRefitObserver(onnx::IRefitterObserver* observer) override
    {
        observer_ = observer;
    }
#endif

  private:
    struct Subgraph
    {
        bool is_supported;
        std::vector<int64_t> nodes;
    };

    bool import(OnnxModel model);
    void tell_observer(const OnnxModel& model) const;

    INetworkDefinition& network_;
    ParserErrors errors_;
    std::deque<OnnxModel> models_; // whose weights the network points to
    std::optional<OnnxModel> loaded_;
    std::vector<Subgraph> subgraphs_;
#if !defined(TRTS_FAMILY_trt10)
    onnx::IRefitterObserver* observer_ = nullptr;
#endif
    Live live_{"IParser", static_cast<onnx::IParser*>(this)};
};

bool Parser::import(OnnxModel model)
{
    models_.push_back(std::move(model));
    tell_observer(models_.back());
    const Quiet quiet;
    return Importer(models_.back(), network_, errors_).run();
}

void Parser::tell_observer([[maybe_unused]] const OnnxModel& model) const
{
#if !defined(TRTS_FAMILY_trt10)
    for (const OnnxTensor& tensor : model.initializers)
    {
        tell(observer_, tensor);
    }
#endif
}

bool Parser::do_parse(const void* model, size_t size, const char* path)
{
    std::optional<OnnxModel> read = read_model(model, size, path, errors_);
    return read && import(std::move(*read));
}

bool Parser::do_parseFromFile(const char* path, int32_t)
{
    const std::optional<std::string> bytes = read_file(path);
    return bytes ? do_parse(bytes->data(), bytes->size(), path)
                 : errors_.add(onnx::ErrorCode::kMODEL_DESERIALIZE_FAILED,
                               std::string("Could not open file ") + (path == nullptr ? "(null)" : path), __LINE__,
                               "parseFromFile");
}

const char* const* Parser::do_getUsedVCPluginLibraries(int64_t& count) const
{
    count = 0;
    return nullptr;
}

const ITensor* Parser::do_getLayerOutputTensor(const char* name, int64_t index)
{
    const Quiet quiet;
    for (int32_t i = 0; name != nullptr && i < network_.getNbLayers(); ++i)
    {
        const ILayer* layer = network_.getLayer(i);
        if (std::string(layer->getName()) == name)
        {
            return layer->getOutput(static_cast<int32_t>(index));
        }
    }
    return nullptr;
}

/// Nodes in a row of which all, or none, are supported.
bool Parser::do_supportsModelV2(const void* model, size_t size, const char* path)
{
    subgraphs_.clear();
    const std::optional<OnnxModel> read = read_model(model, size, path, errors_);
    for (std::size_t i = 0; read && i < read->nodes.size(); ++i)
    {
        const bool is_supported = is_known_operator(read->nodes[i].operation);
        if (subgraphs_.empty() || subgraphs_.back().is_supported != is_supported)
        {
            subgraphs_.push_back({is_supported, {}});
        }
        subgraphs_.back().nodes.push_back(static_cast<int64_t>(i));
    }
    return subgraphs_.size() == 1 && subgraphs_[0].is_supported;
}

bool Parser::do_isSubgraphSupported(int64_t index)
{
    return index >= 0 && index < do_getNbSubgraphs() && subgraphs_[static_cast<std::size_t>(index)].is_supported;
}

int64_t* Parser::do_getSubgraphNodes(int64_t index, int64_t& length)
{
    if (index < 0 || index >= do_getNbSubgraphs())
    {
        length = 0;
        return nullptr;
    }
    std::vector<int64_t>& nodes = subgraphs_[static_cast<std::size_t>(index)].nodes;
    length = static_cast<int64_t>(nodes.size());
    return nodes.data();
}

bool Parser::do_loadModelProto(const void* model, size_t size, const char* path)
{
    loaded_ = read_model(model, size, path, errors_);
    return loaded_.has_value();
}

bool Parser::do_loadInitializer(const char* name, const void* data, size_t size)
{
    return (loaded_ && replace_initializer(*loaded_, name, data, size)) ||
           errors_.add(onnx::ErrorCode::kINVALID_VALUE,
                       std::string("there is no initializer ") + (name == nullptr ? "(null)" : name) + " of " +
                           std::to_string(size) + " bytes",
                       __LINE__, "loadInitializer");
}

bool Parser::do_parseModelProto()
{
    if (!loaded_)
    {
        return errors_.add(onnx::ErrorCode::kINVALID_VALUE, "call loadModelProto first", __LINE__, "parseModelProto");
    }
    OnnxModel model = std::move(*loaded_);
    loaded_.reset();
    return import(std::move(model));
}

} // namespace

/// True where the fake library is beside this one; all its calls are reported there.
bool is_linked();

} // namespace trts::doubles

using namespace trts::doubles;

#define EXPORTED extern "C" __attribute__((visibility("default")))

/// In each library of the doubles; its value is the version of fake_tensorrt.h.
EXPORTED const int32_t trts_test_fake_tensorrt;
const int32_t trts_test_fake_tensorrt = 1;

EXPORTED void* createNvOnnxParser_INTERNAL(void* network, void* logger, int version) noexcept
{
    auto* given = static_cast<INetworkDefinition*>(network);
    return call<void*>({"createNvOnnxParser_INTERNAL", 0, false}, arguments(given, logger, version), [&]() -> void* {
        return given == nullptr || logger == nullptr || !is_linked()
                   ? nullptr
                   : static_cast<nv::nvonnxparser::IParser*>(new Parser(*given, static_cast<ILogger*>(logger)));
    });
}

EXPORTED void* createNvOnnxParserRefitter_INTERNAL(void* refitter, void* logger, int32_t version) noexcept
{
    auto* given = static_cast<IRefitter*>(refitter);
    return call<void*>({"createNvOnnxParserRefitter_INTERNAL", 0, false}, arguments(given, logger, version),
                       [&]() -> void* {
                           return given == nullptr || logger == nullptr || !is_linked()
                                      ? nullptr
                                      : make_parser_refitter(*given, static_cast<ILogger*>(logger));
                       });
}

EXPORTED int getNvOnnxParserVersion() noexcept
{
    return call<int>({"getNvOnnxParserVersion", 0, false}, "", [] { return nv::onnx_parser_version; });
}
