int missing_dependency(void);

int missing_dependency(void)
{
    return 0;
}
