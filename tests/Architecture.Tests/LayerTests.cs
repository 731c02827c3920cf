using System.Reflection;
using PupilSupport.Api;
using PupilSupport.Application.Common;
using PupilSupport.Domain.Common;
using PupilSupport.Infrastructure.Persistence;

namespace PupilSupport.Architecture.Tests;

public sealed class LayerTests
{
    private static readonly Assembly Domain = typeof(Error).Assembly;
    private static readonly Assembly Application = typeof(CommonErrors).Assembly;
    private static readonly Assembly Infrastructure = typeof(AppDbContext).Assembly;

    [Fact]
    public void The_domain_references_nothing_but_the_framework() =>
        Assert.All(Domain.GetReferencedAssemblies(), r => Assert.StartsWith("System", r.Name, StringComparison.Ordinal));

    [Fact]
    public void The_application_knows_neither_the_database_nor_http()
    {
        var names = Application.GetReferencedAssemblies().Select(r => r.Name!).ToList();
        Assert.DoesNotContain(names, n => n.StartsWith("Npgsql", StringComparison.Ordinal) || n.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)
            || n is "PupilSupport.Infrastructure" or "PupilSupport.Api" or "Microsoft.EntityFrameworkCore.Relational");
    }

    [Fact]
    public void The_infrastructure_does_not_know_the_api() =>
        Assert.DoesNotContain(Infrastructure.GetReferencedAssemblies(), r => r.Name == "PupilSupport.Api");

    [Fact]
    public void Endpoints_do_not_reach_into_the_database() =>
        Assert.Empty(Sources.Holding("src/Api/Endpoints", ["IAppDbContext", "AppDbContext", "Npgsql", "DataSources"]));

    [Fact]
    public void Only_the_application_s_pipeline_and_the_endpoints_know_the_mediator() =>
        Assert.Empty(Sources.Holding("src/Application", ["using MediatR"], "ApplicationServices.cs", "Messaging.cs", "Behaviour.cs"));

    [Fact]
    public void The_api_is_one_assembly_with_its_marker() => Assert.Equal("PupilSupport.Api", typeof(ApiMarker).Assembly.GetName().Name);
}
