using System.Net;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Assurance;

/// <summary>
/// Every id that any operation takes, against records of another trust and of another school: to whoever must not know
/// of them they are the same as ids that no record has, down to the bytes of the answer.
/// </summary>
public sealed class MatrixTests(World world) : IClassFixture<World>
{
    private readonly Faults _faults = new();
    private int _asked;

    [Fact]
    public async Task It_knows_how_to_fill_every_id_of_every_operation()
    {
        var places = await world.PlacesAsync();
        foreach (var operation in Mapped.All(world))
        {
            foreach (var id in IdParameter.Of(operation))
            {
                _faults.Unless(id.Kind is not null && places.Knows(id.Kind), $"{operation.Name} takes {id.Where} {id.Name}: say what record it names, and make one in each place");
                var filled = false;
                foreach (var sample in Samples.Of[operation.Name])
                {
                    filled |= id.Put(await sample.Prepare(world), operation, Guid.NewGuid()) is not null;
                }

                _faults.Unless(filled, $"{operation.Name} takes {id.Where} {id.Name}: no sample has it");
            }
        }

        _faults.AssertNone();
    }

    [Fact]
    public async Task Another_trusts_ids_and_another_schools_are_as_ids_that_nothing_has()
    {
        var places = await world.PlacesAsync();
        foreach (var operation in Mapped.All(world))
        {
            foreach (var sample in Samples.Of[operation.Name])
            {
                await CrossAsync(operation, await sample.Prepare(world), places);
            }
        }

        _faults.AssertNone();
        Assert.True(_asked > 800, $"Only {_asked} pairs were asked.");
        Assert.Empty(world.Leaks());
    }

    [Fact]
    public async Task Who_acts_for_the_whole_trust_reaches_the_other_school()
    {
        var places = await world.PlacesAsync();
        // A document's bytes are for whoever issued it, a ticket is one person's for one file, two assessments are of one pupil, a chart
        // is of an instrument that the pupil has, a caseload is for those who lead, and a draft of a plan has no cycle yet.
        foreach (var operation in Mapped.All(world).Where(o => o is
        {
            Method: "GET", Name: not ("getDocumentContent" or "downloadAttachment" or "compareAssessments" or "getPupilTrajectoryChart" or "getStaffCaseload" or "getPlanCycle"),
        }))
        {
            var ids = IdParameter.Of(operation).Where(i => i.Where == "path").ToList();
            var call = await Samples.Of[operation.Name].First().Prepare(world);
            var there = ids.Aggregate(call, (c, i) => i.Put(c, operation, places[Place.Sibling, i.Kind!])!);
            foreach (var client in Clients.OfOakfield.Where(c => ids.Count > 0 && Clients.ReachesSibling(c, ids) && Clients.Has(c, operation.Permission)))
            {
                var answer = await there.SendAsync(await world.AsAsync(client));
                _faults.Unless(answer.Status == HttpStatusCode.OK, $"{client}: {there} -> {answer}");
            }
        }

        _faults.AssertNone();
    }

    [Fact]
    public async Task A_name_that_another_trusts_system_uses_is_free()
    {
        object Body(Guid school) => Bodies.Node(Bodies.Pupil(world, school));
        const string url = "/v1/pupils/by-external-id/arbor/xqz-shared";
        await world.DoneAsync("demo-other-mis", Call.Put(url, Body(TestData.Elm)));

        var answer = await Call.Put(url, Body(TestData.Oak)).SendAsync(await world.AsAsync("demo-mis"));

        Assert.True(answer.Status == HttpStatusCode.Created, answer.ToString());
    }

    private async Task CrossAsync(Mapped operation, Call call, Places places)
    {
        var ids = IdParameter.Of(operation).Where(i => i.Put(call, operation, Guid.NewGuid()) is not null).ToList();
        var combinations = ids.Select(i => (IReadOnlyList<IdParameter>)[i]).ToList();
        if (ids.Count(i => i.Where == "path") > 1)
        {
            combinations.Add([.. ids.Where(i => i.Where == "path")]);
        }

        foreach (var combination in combinations)
        {
            foreach (var client in Clients.OfOakfield.Where(c => Clients.Has(c, operation.Permission)))
            {
                var http = await world.AsAsync(client);
                var unknown = await combination.Aggregate(call, (c, i) => i.Put(c, operation, Guid.NewGuid())!).SendAsync(http);
                foreach (var place in Clients.ReachesSibling(client, combination) ? [Place.Foreign] : new[] { Place.Foreign, Place.Sibling })
                {
                    var other = combination.Aggregate(call, (c, i) => i.Put(c, operation, places[place, i.Kind!])!);
                    Compare(operation, combination[0].Where, $"{client}: {other}", await other.SendAsync(http), unknown);
                }
            }
        }
    }

    private void Compare(Mapped operation, string where, string asked, Answer actual, Answer expected)
    {
        _asked++;
        var what = $"{operation.Name} as {asked}\n  {actual}\n  but for an unknown id {expected}";
        _faults.Unless(where != "path" || actual is { Status: HttpStatusCode.NotFound, Code: "not-found" }, $"not 404: {what}");
        _faults.Unless(where != "body" || !operation.IsWrite || !actual.Raw.IsSuccessStatusCode, $"accepted: {what}");
        _faults.Unless(actual.Status == expected.Status && actual.Essence() == expected.Essence(), $"another body: {what}");
        _faults.Unless(actual.HeaderText() == expected.HeaderText(), $"other headers: {what}\n{actual.HeaderText()}\n{expected.HeaderText()}");
    }
}
