using Microsoft.Extensions.Logging;

namespace TensorRTSharp.Caching;

/// <summary>What the cache says of its work.</summary>
internal static partial class EngineCacheLog
{
    [LoggerMessage(
        EventId = 101, Level = LogLevel.Information, EventName = "EngineCacheHit",
        Message = "Engine cache: {File} is used ({PlanSize}, built by {Maker})")]
    internal static partial void Hit(ILogger logger, string file, ByteSize planSize, EngineDescription maker);

    [LoggerMessage(
        EventId = 102, Level = LogLevel.Information, EventName = "EngineCacheMiss",
        Message = "Engine cache: there is no engine for {Model} in {Folder}; it is built{Difference}")]
    internal static partial void Miss(ILogger logger, string model, string folder, string difference);

    [LoggerMessage(
        EventId = 103, Level = LogLevel.Information, EventName = "EngineCacheStored",
        Message = "Engine cache: {File} is written ({PlanSize})")]
    internal static partial void Stored(ILogger logger, string file, ByteSize planSize);

    [LoggerMessage(
        EventId = 104, Level = LogLevel.Warning, EventName = "EngineCacheDamaged",
        Message = "Engine cache: {File} cannot be used: {Reason}; the engine is built again")]
    internal static partial void Damaged(ILogger logger, string file, string reason);

    [LoggerMessage(
        EventId = 105, Level = LogLevel.Warning, EventName = "EngineCacheNotStored",
        Message = "Engine cache: the engine for {Model} is used, but could not be kept in {Folder}: {Reason}")]
    internal static partial void NotStored(ILogger logger, string model, string folder, string reason);

    [LoggerMessage(
        EventId = 106, Level = LogLevel.Information, EventName = "EngineCacheWaiting",
        Message = "Engine cache: another process or thread builds the engine for {Model}; waiting for it")]
    internal static partial void Waiting(ILogger logger, string model);

    [LoggerMessage(
        EventId = 107, Level = LogLevel.Information, EventName = "EngineCacheReadOnly",
        Message = "Engine cache: {Folder} is used read-only: the engine for {Model} will not be kept")]
    internal static partial void ReadOnly(ILogger logger, string model, string folder);

    [LoggerMessage(
        EventId = 108, Level = LogLevel.Warning, EventName = "EngineCacheRejected",
        Message = "Engine cache: {File} was not loaded and is {Outcome}: {Reason}")]
    internal static partial void Rejected(ILogger logger, string file, string outcome, string reason);

    [LoggerMessage(
        EventId = 109, Level = LogLevel.Information, EventName = "EngineCacheEvicted",
        Message = "Engine cache: {File} ({FileSize}, last used {LastUsed:u}) is deleted: the limit is {Limit}")]
    internal static partial void Evicted(
        ILogger logger, string file, ByteSize fileSize, DateTimeOffset lastUsed, ByteSize limit);

    [LoggerMessage(
        EventId = 110, Level = LogLevel.Information, EventName = "EngineCacheLeftover",
        Message = "Engine cache: {File} is deleted: the process that wrote it has ended")]
    internal static partial void Leftover(ILogger logger, string file);
}
