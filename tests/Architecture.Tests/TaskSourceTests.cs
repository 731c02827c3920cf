using System.Runtime.CompilerServices;
using PupilSupport.Application.Tasks;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Architecture.Tests;

/// <summary>A record that tasks hang on says where it is found: a task of a kind that nobody knows could not be shown.</summary>
public class TaskSourceTests
{
    [Fact]
    public void Every_kind_of_source_says_where_its_records_are()
    {
        var sources = Instances<ITaskSource>().Select(s => s.TaskSourceKind).Order().ToList();
        Assert.NotEmpty(sources);
        Assert.Equal(sources, Instances<ITaskSourceKind>().Select(s => s.Kind).Order());
    }

    // Their kinds are constants, so no constructor need run.
    private static IEnumerable<T> Instances<T>() => typeof(T).Assembly.GetTypes()
        .Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(T)))
        .Select(t => (T)RuntimeHelpers.GetUninitializedObject(t));
}
