// What the rest of the doubles must know of this family.
#include "core/version.h"
#include "family/samples.h"

namespace trts::doubles
{

const FamilyFacts family_facts = {
#if defined(TRTS_FAMILY_trt10)
    10,
#elif defined(TRTS_FAMILY_trt11)
    11,
#else
    101,
#endif
    nv::tensorrt_version,
    [](void* logger, std::int32_t severity, const char* text) {
        static_cast<ILogger*>(logger)->log(static_cast<ILogger::Severity>(severity), text);
    },
};

ILogger* first_logger()
{
    return static_cast<ILogger*>(seam().first_logger());
}

} // namespace trts::doubles
