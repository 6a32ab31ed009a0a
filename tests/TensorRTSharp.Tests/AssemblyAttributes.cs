using NUnit.Framework;
using TensorRTSharp.Testing;
using TensorRTSharp.Tests.Support;

// Handles are counted over the whole process, so tests run one after another.
[assembly: NonParallelizable]
[assembly: Level("0")]
[assembly: LeaksFail]
