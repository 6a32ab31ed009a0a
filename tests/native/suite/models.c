#include "models.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "platform.h"
#include "suite.h"

/* Read once; kept until the process ends. */
static Json* catalogue;

static struct
{
    const Json* facts;
    bool is_bad;
    ModelBody body;
} now;

/* The names of the tests come from the file: what is wrong with it is a test of its own. */
static void models_are_listed(void)
{
    const FileBytes file = read_bytes(shared_model_path("models.json"));
    if (catalogue == NULL)
    {
        char* text = calloc((size_t)file.size + 1, 1);
        REQUIRE(text != NULL);
        memcpy(text, file.data, (size_t)file.size);
        catalogue = json_read(text);
        REQUIRE(catalogue != NULL);
    }
    CHECK(json_count(json_member(catalogue, "models")) > 0);
    CHECK(json_count(json_member(catalogue, "bad_inputs")) > 0);
}

static void run_now(void)
{
    Model model = {0};
    const char* file = json_text_of(json_member(now.facts, "file"), NULL);
    REQUIRE(file != NULL);
    model.id = json_text_of(json_member(now.facts, "id"), file);
    model.path = shared_model_path(file);
    model.is_bad = now.is_bad;
    model.facts = now.facts;
    now.body(&model);
}

static void run_for_each(const char* sentence, const Json* list, bool is_bad)
{
    now.is_bad = is_bad;
    for (now.facts = list == NULL ? NULL : list->first; now.facts != NULL; now.facts = now.facts->next)
    {
        char name[160];
        const char* file = json_text_of(json_member(now.facts, "file"), "?");
        snprintf(name, sizeof name, "%s: %s", sentence, json_text_of(json_member(now.facts, "id"), file));
        suite_run(name, run_now);
    }
}

void run_for_each_model(const char* sentence, ModelBody body)
{
    RUN(models_are_listed);
    now.body = body;
    run_for_each(sentence, json_member(catalogue, "models"), false);
    run_for_each(sentence, json_member(catalogue, "bad_inputs"), true);
}

bool model_expects(const Model* model, const char* tool, const char* member, bool otherwise)
{
    const Json* verdict = json_member(model->facts, tool);
    return verdict == NULL ? otherwise : json_is_true(json_member(verdict, member));
}

static trts_dims dims_of(const Json* numbers)
{
    trts_dims dims = {0};
    REQUIRE(numbers != NULL && json_count(numbers) <= 8);
    for (const Json* number = numbers->first; number != NULL; number = number->next)
    {
        dims.d[dims.nb_dims++] = (int64_t)json_number_of(number, 0);
    }
    return dims;
}

void add_model_profile(const Building* building, const Model* model)
{
    const Json* inputs = json_member(model->facts, "profile");
    if (json_count(inputs) == 0)
    {
        return;
    }
    const trts_optimization_profile profile = make_profile(building);
    for (const Json* input = inputs->first; input != NULL; input = input->next)
    {
        set_profile_shapes(profile, input->key, dims_of(json_member(input, "min")), dims_of(json_member(input, "opt")),
                           dims_of(json_member(input, "max")));
    }
    add_made_profile(building, profile);
}
