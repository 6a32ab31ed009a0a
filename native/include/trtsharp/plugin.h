/*
 * File:    trtsharp/plugin.h
 * Purpose: the end of plugins that a creator has made.
 */
#ifndef TRTSHARP_PLUGIN_H
#define TRTSHARP_PLUGIN_H

#include "trtsharp/handles.g.h"
#include "trtsharp/status.h"

TRTS_EXTERN_C_BEGIN

/**
 * Destroys what IPluginCreatorV3One::createPlugin or IPluginV3::clone gave to the application, and nothing that TensorRT
 * keeps. A V2 plugin goes by trts_plugin_v2_ref_destroy_plugin.
 */
TRTS_API_DESTROY trts_plugin_v3_ref_destroy(trts_plugin_v3_ref plugin);

TRTS_EXTERN_C_END

#endif
