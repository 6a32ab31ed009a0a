/* The areas that are tested, each in a file of its name. */
#ifndef TRTSHARP_SUITE_AREAS_H
#define TRTSHARP_SUITE_AREAS_H

void cpu_library_tests(void);
void cpu_arguments_tests(void);
void cpu_build_tests(void);
void cpu_network_tests(void);
void cpu_run_tests(void);
void cpu_devices_tests(void);
void cpu_refusals_tests(void);
void cpu_lifetimes_tests(void);
void cpu_models_tests(void);

void loading_tests(void);

void rtx_library_tests(void);
void rtx_build_tests(void);
void rtx_refusals_tests(void);
void rtx_layers_tests(void);
void rtx_settings_tests(void);
void rtx_network_tests(void);
void rtx_config_tests(void);
void rtx_callbacks_tests(void);
void rtx_parser_tests(void);
void rtx_models_tests(void);

#endif
