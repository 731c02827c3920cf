using System.Runtime.CompilerServices;
using PupilSupport.Domain.Tasks;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Tasks;

public sealed class TaskTriggerTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task The_database_holds_the_tasks_of_every_kind_of_source_to_its_state()
    {
        foreach (var source in typeof(ITaskSource).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(ITaskSource))))
        {
            var kind = ((ITaskSource)RuntimeHelpers.GetUninitializedObject(source)).TaskSourceKind;
            Assert.Equal(1L, await api.Database.ScalarAsync<long>("SELECT count(*) FROM pg_trigger WHERE tgname = $1", $"work_tasks_under_{kind}"));
        }
    }
}
