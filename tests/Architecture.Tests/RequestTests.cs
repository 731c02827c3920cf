using System.Reflection;
using FluentValidation;
using MediatR;
using PupilSupport.Application;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;

namespace PupilSupport.Architecture.Tests;

/// <summary>What every request type declares, and how its file is built.</summary>
public sealed class RequestTests
{
    private static readonly Type[] Types = typeof(CommonErrors).Assembly.GetTypes();

    private static readonly IReadOnlyList<Type> Requests =
        [.. Types.Where(t => t is { IsAbstract: false, IsInterface: false } && Implements(t, typeof(IRequest<>)))];

    private static readonly IReadOnlySet<string> Known = typeof(Permissions).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => (string)f.GetRawConstantValue()!).ToHashSet();

    [Fact]
    public void There_are_requests() => Assert.True(Requests.Count > 10);

    [Fact]
    public void Every_request_names_a_known_permission() =>
        Assert.All(Requests, t => Assert.Contains(t.GetCustomAttribute<RequiresAttribute>()?.Permission ?? $"none on {t.Name}", Known));

    [Fact]
    public void Every_permission_is_given_to_some_role() => Assert.Empty(Known.Except(RolePermissions.All));

    [Fact]
    public void Every_command_names_its_audit_action() =>
        Assert.All(Requests.Where(t => t.IsAssignableTo(typeof(ICommandMarker))), t => Assert.Matches(@"^[a-z_]+\.[a-z_]+$", t.GetCustomAttribute<AuditedAttribute>()?.Action ?? t.Name));

    [Fact]
    public void Requests_are_sealed_records_named_for_what_they_are() =>
        Assert.All(Requests, t => Assert.True(t.IsSealed && t.Name.EndsWith(t.IsAssignableTo(typeof(ICommandMarker)) ? "Command" : "Query", StringComparison.Ordinal), t.Name));

    [Fact]
    public void Handlers_and_validators_are_internal_and_sealed() =>
        Assert.All(Types.Where(t => !t.IsAbstract && (Implements(t, typeof(IRequestHandler<,>)) || Implements(t, typeof(IValidator<>)))), t => Assert.True(t is { IsSealed: true, IsPublic: false }, t.Name));

    [Fact]
    public void Every_request_has_one_handler()
    {
        var handled = Types.Where(t => !t.IsInterface).SelectMany(t => t.GetInterfaces()).Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRequestHandler<,>))
            .Select(i => i.GenericTypeArguments[0]).ToList();
        Assert.Equal(Requests.Select(r => r.Name).Order(), handled.Select(r => r.Name).Order());
    }

    [Fact]
    public void One_use_case_stands_in_one_file_that_bears_its_name()
    {
        foreach (var request in Requests)
        {
            var stem = request.Name[..^(request.Name.EndsWith("Command", StringComparison.Ordinal) ? 7 : 5)];
            var files = Sources.Of("src/Application").Where(f => f.Text.Contains($"record {request.Name}", StringComparison.Ordinal)).Select(f => Path.GetFileNameWithoutExtension(f.Path));
            Assert.Equal([stem], files);
        }
    }

    [Fact]
    public void The_pipeline_stands_in_its_order() => Assert.Equal(
        ["LoggingBehaviour", "AuthorizationBehaviour", "ValidationBehaviour", "AccessLogBehaviour", "IdempotencyBehaviour", "UnitOfWorkBehaviour"],
        ApplicationServices.Pipeline.Select(b => b.Name.Split('`')[0]));

    [Fact]
    public void No_behaviour_narrows_the_requests_that_meet_it() =>
        Assert.All(ApplicationServices.Pipeline.SelectMany(b => b.GetGenericArguments()), a => Assert.Empty(a.GetGenericParameterConstraints()));

    private static bool Implements(Type type, Type service) => type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == service);
}
