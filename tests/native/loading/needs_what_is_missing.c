/* A library that needs another one, which is taken away after linking. */
int missing_dependency(void);
int needs_it(void);

int needs_it(void)
{
    return missing_dependency();
}
