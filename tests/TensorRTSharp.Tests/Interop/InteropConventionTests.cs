using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NUnit.Framework;
using TensorRTSharp.Interop;

namespace TensorRTSharp.Tests.Interop;

/// <summary>The rules of the managed side of the C ABI, held to by reflection.</summary>
internal sealed class InteropConventionTests
{
    private const BindingFlags All =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance
        | BindingFlags.DeclaredOnly;

    private static readonly Type[] Types = typeof(TensorRT).Assembly.GetTypes();

    private static IEnumerable<MethodInfo> Imports => Types.SelectMany(type => type.GetMethods(All))
        .Where(method => method.GetCustomAttribute<LibraryImportAttribute>() is not null);

    private static IEnumerable<MethodInfo> Stubs => Types.SelectMany(type => type.GetMethods(All))
        .Where(method => method.Attributes.HasFlag(MethodAttributes.PinvokeImpl));

    [Test]
    public void There_are_imports() => Assert.That(Imports.Count(), Is.GreaterThan(100));

    [Test]
    public void The_runtime_marshals_nothing() =>
        Assert.That(typeof(TensorRT).Assembly.GetCustomAttribute<DisableRuntimeMarshallingAttribute>(), Is.Not.Null);

    [Test]
    public void Imports_are_private_and_carry_the_native_name() =>
        Assert.That(
            Imports.Where(method => !method.IsPrivate || !method.Name.StartsWith("trts_", StringComparison.Ordinal)),
            Is.Empty);

    [Test]
    public void Imports_return_a_status_and_only_destroy_returns_nothing() =>
        Assert.That(
            Imports.Where(method => method.ReturnType
                != (method.Name.EndsWith("_destroy", StringComparison.Ordinal) ? typeof(void) : typeof(NativeStatus))),
            Is.Empty);

    [Test]
    public void No_import_has_a_bool_or_a_char() =>
        Assert.That(
            Imports.Concat(Stubs).Where(method => method.GetParameters()
                .Select(parameter => Bare(parameter.ParameterType))
                .Any(type => type == typeof(bool) || type == typeof(char))),
            Is.Empty);

    [Test]
    public void Strings_are_explicitly_utf8() =>
        Assert.That(
            Imports.Where(method => method.GetParameters().Any(
                parameter => Bare(parameter.ParameterType) == typeof(string))
                && method.GetCustomAttribute<LibraryImportAttribute>()!.StringMarshalling != StringMarshalling.Utf8),
            Is.Empty);

    [Test]
    public void What_crosses_is_blittable() =>
        Assert.That(
            Stubs.Where(method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(
                method.ReturnType)
                .Any(type => type != typeof(void) && !type.IsPointer && !type.IsValueType && !type.IsByRef)),
            Is.Empty);

    [Test]
    public void Everything_native_is_internal() =>
        Assert.That(
            Types.Where(type =>
                type.IsVisible && type.Namespace!.StartsWith("TensorRTSharp.Interop", StringComparison.Ordinal)),
            Is.Empty);

    [Test]
    public void No_pointer_is_used_outside_interop() =>
        Assert.That(
            Types.Where(type => type.Namespace == "TensorRTSharp").SelectMany(Mentioned)
                .Where(mention => mention.Type.IsPointer || mention.Type.IsFunctionPointer),
            Is.Empty);

    [Test]
    public void Only_raw_handles_meant_for_other_libraries_are_nints()
    {
        string[] allowed =
        [
            "DebugTensor.Address", "DebugTensor.Stream", "DeviceBuffer.Address", "DeviceEvent.Handle", "DeviceStream.Handle",
            "PluginEnqueueContext.Stream", "PluginEnqueueContext.Workspace",
        ];
        Assert.That(
            Types.Where(type => type.Namespace == "TensorRTSharp" && type.IsVisible)
                .SelectMany(type => type.GetProperties().Where(property => property.PropertyType == typeof(nint))
                    .Select(property => $"{type.Name}.{property.Name}")),
            Is.EquivalentTo(allowed));
    }

    [Test]
    public void Every_handle_is_sealed_over_the_one_base() =>
        Assert.That(
            Types.Where(type => typeof(SafeHandle).IsAssignableFrom(type) && type != typeof(NativeHandle)
                && (!type.IsSealed || type.BaseType != typeof(NativeHandle))),
            Is.Empty);

    [Test]
    public void Every_import_has_its_export()
    {
        _ = Support.CpuBackend.Require();
        Assert.Multiple(() =>
        {
            foreach (MethodInfo stub in Stubs)
            {
                Assert.That(() => Marshal.Prelink(stub), Throws.Nothing, stub.Name);
            }
        });
    }

    private static IEnumerable<(string Member, Type Type)> Mentioned(Type type) =>
        type.GetFields(All).Select(field => ($"{type.Name}.{field.Name}", field.FieldType))
            .Concat(type.GetMethods(All).SelectMany(method => method.GetParameters().Select(
                parameter => parameter.ParameterType)
                .Append(method.ReturnType)
                .Concat(method.GetMethodBody()?.LocalVariables.Select(local => local.LocalType) ?? [])
                .Select(mentioned => ($"{type.Name}.{method.Name}", mentioned))));

    private static Type Bare(Type type) =>
        type.IsByRef || type.IsPointer ? Bare(type.GetElementType()!)
        : type.IsConstructedGenericType ? Bare(type.GetGenericArguments()[0])
        : type;
}
