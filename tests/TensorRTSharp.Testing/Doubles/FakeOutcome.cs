namespace TensorRTSharp.Testing;

/// <summary>What a call of the fake TensorRT comes to.</summary>
public enum FakeOutcome
{
    /// <summary>The call does what it does.</summary>
    GoesOn = 0,

    /// <summary>Null, false, -1, Dims of -1 dimensions.</summary>
    Fails = 1,

    /// <summary>0x238 in place of a pointer, as TensorRT 10.6 does without a GPU.</summary>
    SmallNumber = 2,

    /// <summary>An exception, from what the headers do not declare noexcept.</summary>
    Throws = 3,
}
