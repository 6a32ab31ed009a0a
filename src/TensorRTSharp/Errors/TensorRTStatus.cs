namespace TensorRTSharp;

/// <summary>The outcome of a native call: <c>trts_status</c>. New values are appended.</summary>
public enum TensorRTStatus
{
    /// <summary>The call did what it should.</summary>
    Ok = 0,

    /// <summary>An argument is wrong, whatever the state of the object.</summary>
    InvalidArgument = 1,

    /// <summary>The call is not allowed now, in the state that the object is in.</summary>
    InvalidState = 2,

    /// <summary>This backend, or this version of its library, cannot do it.</summary>
    NotSupported = 3,

    /// <summary>Host or device memory ran out.</summary>
    OutOfMemory = 4,

    /// <summary>A library that the call needs was not found.</summary>
    LibraryNotFound = 5,

    /// <summary>A library was found, but of a version that cannot be used.</summary>
    VersionMismatch = 6,

    /// <summary>A model could not be read.</summary>
    ParseFailed = 7,

    /// <summary>An engine could not be built.</summary>
    BuildFailed = 8,

    /// <summary>A serialized engine could not be loaded.</summary>
    LoadFailed = 9,

    /// <summary>An inference failed.</summary>
    ExecutionFailed = 10,

    /// <summary>The call was cancelled.</summary>
    Cancelled = 11,

    /// <summary>A callback of the application failed.</summary>
    CallbackFailed = 12,

    /// <summary>Something named was not found.</summary>
    NotFound = 13,

    /// <summary>A file could not be read or written.</summary>
    IOError = 14,

    /// <summary>The device, or its driver, reported an error.</summary>
    DeviceError = 15,

    /// <summary>Something that must not happen happened; please report it.</summary>
    InternalError = 16,
}
