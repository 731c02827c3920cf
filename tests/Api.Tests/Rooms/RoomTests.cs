using System.Net;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Rooms;

public class RoomTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private const string Url = "/v1/rooms";

    [Fact]
    public async Task Makes_lists_and_changes_a_room()
    {
        using var head = await api.ClientAsync("demo-head");
        var made = await head.PostAsync(Url, new { schoolId = TestData.Oak, name = "The Hive", capacity = 2 });
        Assert.Equal((HttpStatusCode.Created, "\"1\"", $"{Url}/{made.Id}"), (made.Status, made.ETag, made.Raw.Headers.Location?.ToString()));
        Assert.Equal(made.BodyText, (await head.ReadAsync($"{Url}/{made.Id}")).BodyText);

        var changed = await head.PatchAsync($"{Url}/{made.Id}", new { capacity = 3 }, made.ETag);
        Assert.Equal((HttpStatusCode.OK, "\"2\"", 3), (changed.Status, changed.ETag, changed.Json["capacity"]!.GetValue<int>()));
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await head.PatchAsync($"{Url}/{made.Id}", new { capacity = 4 }, made.ETag)).Status);
        Assert.Equal(428, (int)(await head.PatchAsync($"{Url}/{made.Id}", new { capacity = 4 })).Status);

        using var teacher = await api.ClientAsync("demo-teacher");
        Assert.Contains((await teacher.ReadAsync($"{Url}?schoolId={TestData.Oak}")).Data, r => r!["id"]!.GetValue<Guid>() == made.Id);
    }

    [Fact]
    public async Task A_name_stands_once_in_a_school()
    {
        using var admin = await api.ClientAsync("demo-admin");
        var made = await admin.PostAsync(Url, new { schoolId = TestData.Oak, name = "Sensory room" });
        Assert.Equal(1, made.Json["capacity"]!.GetValue<int>());
        var again = await admin.PostAsync(Url, new { schoolId = TestData.Oak, name = "SENSORY  Room" });
        Assert.Equal((HttpStatusCode.Conflict, "room-exists"), (again.Status, again.Code));
        Assert.Equal(HttpStatusCode.Created, (await admin.PostAsync(Url, new { schoolId = TestData.Beech, name = "Sensory room" })).Status);
        var rivals = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => admin.PostAsync(Url, new { schoolId = TestData.Oak, name = "Den" })));
        Assert.Single(rivals, r => r.Status == HttpStatusCode.Created);
        Assert.All(rivals.Where(r => r.Status != HttpStatusCode.Created), r => Assert.Equal("room-exists", r.Code));
    }

    [Fact]
    public async Task Keeps_to_reach_and_bounds()
    {
        using var head = await api.ClientAsync("demo-head");
        Assert.Equal("unknown-reference", (await head.PostAsync(Url, new { schoolId = TestData.Beech, name = "Attic" })).Code);
        Assert.Equal("unknown-reference", (await head.PostAsync(Url, new { schoolId = TestData.Elm, name = "Attic" })).Code);
        Assert.Equal(HttpStatusCode.BadRequest, (await head.PostAsync(Url, new { schoolId = TestData.Oak, name = "Attic", capacity = 0 })).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await head.PostAsync(Url, new { schoolId = TestData.Oak, name = " " })).Status);

        var made = await head.PostAsync(Url, new { schoolId = TestData.Oak, name = "Attic" });
        using var teacher = await api.ClientAsync("demo-teacher");
        Assert.Equal(HttpStatusCode.Forbidden, (await teacher.PostAsync(Url, new { schoolId = TestData.Oak, name = "Cellar" })).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await teacher.PatchAsync($"{Url}/{made.Id}", new { capacity = 2 }, made.ETag)).Status);
        foreach (var who in new[] { "demo-other-dsl", "far-dsl" })
        {
            using var other = await api.ClientAsync(who);
            Assert.Equal(HttpStatusCode.NotFound, (await other.ReadAsync($"{Url}/{made.Id}")).Status);
            Assert.DoesNotContain((await other.ReadAsync(Url)).Data, r => r!["id"]!.GetValue<Guid>() == made.Id);
        }
    }
}
