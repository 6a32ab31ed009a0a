/* Every model of models.json, with what is known about it: what others found, its profile, its cases. */
#ifndef TRTSHARP_SUITE_MODELS_H
#define TRTSHARP_SUITE_MODELS_H

#include "building.h"
#include "json.h"

typedef struct Model
{
    const char* id;   /* of a bad file: its path */
    const char* path; /* freed after the test */
    bool is_bad;      /* whoever loads it must refuse it */
    const Json* facts;
} Model;

typedef void (*ModelBody)(const Model* model);

/** A test for each model, bad ones too, named by the sentence and the model; one that is skipped where there are none.
 */
void run_for_each_model(const char* sentence, ModelBody body);

/** A member of what `tool` ("ort", "trt_rtx") did with the model; `otherwise` where models.json does not tell. */
bool model_expects(const Model* model, const char* tool, const char* member, bool otherwise);

/** Adds the profile of models.json, where the model has one. */
void add_model_profile(const Building* building, const Model* model);

#endif
