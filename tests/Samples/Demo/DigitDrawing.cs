using Spectre.Console;

namespace TensorRTSharp.Demo;

/// <summary>A few of the images with their answers: mistakes first, since they tell most.</summary>
internal static class DigitDrawing
{
    private const int Most = 8;
    private const int Gap = 3;
    private const string Shades = " ░▒▓█";

    public static void Draw(byte[] images, long[] labels, int[] answers)
    {
        int shown = Math.Clamp(AnsiConsole.Profile.Width / ((2 * Digits.Side) + Gap), 1, Most);
        int[] chosen = [.. Enumerable.Range(0, labels.Length)
            .OrderBy(image => labels[image] == answers[image])
            .ThenBy(image => image)
            .Take(shown)];
        Grid grid = new();
        foreach (int _ in chosen)
        {
            grid.AddColumn(new GridColumn().NoWrap().PadLeft(0).PadRight(Gap));
        }

        grid.AddRow([.. chosen.Select(image => new Text(Picture(images.AsSpan(image * Digits.Pixels, Digits.Pixels))))]);
        grid.AddRow([.. chosen.Select(image => labels[image] == answers[image]
            ? new Markup($"[green]{answers[image]}[/]")
            : new Markup($"[red]{answers[image]}, is {labels[image]}[/]"))]);
        AnsiConsole.Write(grid);
    }

    /// <summary>Two characters to a pixel, since characters are twice as high as wide.</summary>
    private static string Picture(ReadOnlySpan<byte> pixels)
    {
        Span<char> picture = stackalloc char[((2 * Digits.Side) + 1) * Digits.Side];
        int at = 0;
        for (int row = 0; row < Digits.Side; row++)
        {
            for (int column = 0; column < Digits.Side; column++)
            {
                char shade = Shades[pixels[(row * Digits.Side) + column] * (Shades.Length - 1) / 16];
                picture[at++] = shade;
                picture[at++] = shade;
            }

            picture[at++] = '\n';
        }

        return picture[..^1].ToString();
    }
}
