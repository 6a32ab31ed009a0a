/* Tests of the exported C ABI alone: `suite PART...`, each part one of those below. */
#include <stdio.h>
#include <string.h>

#include "areas.h"
#include "files.h"
#include "suite.h"

static void cpu_tests(void)
{
    cpu_library_tests();
    cpu_arguments_tests();
    cpu_build_tests();
    cpu_network_tests();
    cpu_run_tests();
    cpu_devices_tests();
    cpu_refusals_tests();
    cpu_lifetimes_tests();
    cpu_models_tests();
}

static void rtx_tests(void)
{
    rtx_library_tests();
    rtx_build_tests();
    rtx_refusals_tests();
    rtx_layers_tests();
    rtx_settings_tests();
    rtx_network_tests();
    rtx_config_tests();
    rtx_parser_tests();
    rtx_callbacks_tests();
    rtx_models_tests();
}

static const struct
{
    const char* name;
    void (*tests)(void);
} parts[] = {{"cpu", cpu_tests}, {"loading", loading_tests}, {"rtx", rtx_tests}};

enum
{
    part_count = sizeof parts / sizeof parts[0]
};

static int part_named(const char* name)
{
    int index = 0;
    while (index < part_count && strcmp(parts[index].name, name) != 0)
    {
        ++index;
    }
    return index;
}

int main(int count, char** arguments)
{
    set_program(arguments[0]);
    for (int i = 1; i < count; ++i)
    {
        const int part = part_named(arguments[i]);
        if (part == part_count)
        {
            fprintf(stderr, "%s is no part; there are cpu, loading and rtx\n", arguments[i]);
            return 2;
        }
        suite_begin_part(parts[part].name);
        parts[part].tests();
    }
    return suite_finish();
}
