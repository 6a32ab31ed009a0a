#include "parser/parser_refitter.h"

#include "parser/model_source.h"
#include "parser/observer.h"

namespace trts::doubles
{
namespace
{

/// Gives a refitter the weights of a model, by the names of its initializers.
class ParserRefitter final : public ParserRefitterTable
{
  public:
    ParserRefitter(IRefitter& refitter, ILogger* logger) : refitter_(refitter), errors_(logger) {}

  protected:
    bool do_refitFromBytes(const void* model, size_t size, const char* path) override
    {
        return do_loadModelProto(model, size, path) && do_refitModelProto();
    }

    bool do_refitFromFile(const char* path) override
    {
        const std::optional<std::string> bytes = read_file(path);
        return bytes ? do_refitFromBytes(bytes->data(), bytes->size(), path)
                     : errors_.add(onnx::ErrorCode::kMODEL_DESERIALIZE_FAILED,
                                   std::string("Could not open file ") + (path == nullptr ? "(null)" : path), __LINE__,
                                   "refitFromFile");
    }

    int32_t do_getNbErrors() const override { return errors_.count(); }
    const onnx::IParserError* do_getError(int32_t index) const override { return errors_.at(index); }
    void do_clearErrors() override { errors_.clear(); }

    bool do_loadModelProto(const void* model, size_t size, const char* path) override
    {
        std::optional<OnnxModel> read = read_model(model, size, path, errors_);
        if (read)
        {
            model_ = std::move(*read);
        }
        is_loaded_ = read.has_value();
        return is_loaded_;
    }

    bool do_loadInitializer(const char* name, const void* data, size_t size) override
    {
        return (is_loaded_ && replace_initializer(model_, name, data, size)) ||
               errors_.add(onnx::ErrorCode::kINVALID_VALUE, "there is no such initializer of that size", __LINE__,
                           "loadInitializer");
    }

    bool do_refitModelProto() override
    {
        for (const OnnxTensor& tensor : model_.initializers)
        {
#if !defined(TRTS_FAMILY_trt10)
            tell(observer_, tensor);
#endif
            const Quiet quiet;
            const Weights weights{static_cast<DataType>(element_type_of(tensor.onnx_type)), tensor.bytes.data(),
                                  static_cast<int64_t>(element_count(tensor.shape).value_or(0))};
            if (!refitter_.setNamedWeights(tensor.name.c_str(), weights))
            {
                return errors_.add(onnx::ErrorCode::kREFIT_FAILED, "Failed to refit weights " + tensor.name, __LINE__,
                                   "refitModelProto");
            }
        }
        return is_loaded_;
    }

#if !defined(TRTS_FAMILY_trt10)
    void do_setRefitObserver(onnx::IRefitterObserver* observer) override { observer_ = observer; }
#endif

  private:
#if !defined(TRTS_FAMILY_trt10)
    onnx::IRefitterObserver* observer_ = nullptr;
#endif
    IRefitter& refitter_;
    ParserErrors errors_;
    OnnxModel model_; // whose weights the refitter points to
    bool is_loaded_ = false;
    Live live_{"IParserRefitter", static_cast<onnx::IParserRefitter*>(this)};
};

} // namespace

void* make_parser_refitter(IRefitter& refitter, ILogger* logger)
{
    return static_cast<onnx::IParserRefitter*>(new ParserRefitter(refitter, logger));
}

} // namespace trts::doubles
