// The C ABI's handles, owned.
#pragma once

#include "owned_handle.h"
#include "trtsharp/builder.g.h"
#include "trtsharp/builder_config.g.h"
#include "trtsharp/context.g.h"
#include "trtsharp/engine.g.h"
#include "trtsharp/engine_inspector.g.h"
#include "trtsharp/network.g.h"
#include "trtsharp/onnx_parser.g.h"
#include "trtsharp/output_allocator.g.h"
#include "trtsharp/progress_monitor.g.h"
#include "trtsharp/runtime.g.h"
#include "trtsharp/host_memory.g.h"
#include "trtsharp/stream.h"

namespace mutants
{

using harness::Owned;

using Builder = Owned<trts_builder, trts_builder_destroy>;
using BuilderConfig = Owned<trts_builder_config, trts_builder_config_destroy>;
using Network = Owned<trts_network, trts_network_destroy>;
using OnnxParser = Owned<trts_onnx_parser, trts_onnx_parser_destroy>;
using ProgressMonitor = Owned<trts_progress_monitor, trts_progress_monitor_destroy>;
using SerializedEngine = Owned<trts_host_memory, trts_host_memory_destroy>;
using Runtime = Owned<trts_runtime, trts_runtime_destroy>;
using Engine = Owned<trts_engine, trts_engine_destroy>;
using EngineInspector = Owned<trts_engine_inspector, trts_engine_inspector_destroy>;
using Context = Owned<trts_context, trts_context_destroy>;
using OutputAllocator = Owned<trts_output_allocator, trts_output_allocator_destroy>;
using Stream = Owned<trts_stream, trts_stream_destroy>;

} // namespace mutants
