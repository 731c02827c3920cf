using PupilSupport.Api.Tests.Medication;
using PupilSupport.Api.Tests.MedicineStocks;
using PupilSupport.TestSupport;
using PupilSupport.TestSupport.Postgres;

namespace PupilSupport.Api.Tests.Assurance;

/// <summary>Where a record stands, as the clients of the first school see it.</summary>
public enum Place
{
    /// <summary>Their own school.</summary>
    Own,

    /// <summary>Another school of their trust.</summary>
    Sibling,

    /// <summary>Another trust.</summary>
    Foreign,
}

/// <summary>A record of each kind in each place. Kinds are spelled as the path segment before their id.</summary>
internal sealed partial class Places
{
    private static readonly Guid OwnClass = TestData.OakClass;
    private static readonly Guid SiblingClass = Guid.Parse("01997000-0000-7000-8000-00000000a302");
    private static readonly Guid ForeignClass = Guid.Parse("01997000-0000-7000-8000-00000000b301");

    private readonly Dictionary<(Place, string), Guid> _ids = [];

    private Places() { }

    /// <summary>Classes of the three schools.</summary>
    public static IReadOnlyList<Guid> Classes { get; } = [OwnClass, SiblingClass, ForeignClass];

    /// <summary>What the test data lacks and no client can make.</summary>
    public static async Task SeedAsync(TestDatabase database)
    {
        foreach (var (trust, school, id) in new[] { (TestData.Oakfield, TestData.Beech, SiblingClass), (TestData.Elmbridge, TestData.Elm, ForeignClass) })
        {
            await database.ExecuteAsync(
                "INSERT INTO teaching_classes (trust_id, id, school_id, name, kind, version, recorded_at, updated_at) VALUES ($1, $2, $3, 'A class', 'teaching', 1, now(), now())",
                trust, id, school);
        }

        foreach (var (trust, id, staff) in new[] { (TestData.Oakfield, OwnClass, "demo-support"), (TestData.Elmbridge, ForeignClass, "demo-other-dsl") })
        {
            // The same number serves for an issuer and an identity: they are rows of other tables.
            await database.ExecuteAsync(
                "INSERT INTO identity_issuers (trust_id, id, issuer_url, audience, token_type, subject_claim, version, recorded_at, updated_at) VALUES ($1, $2, $3, 'api', 'at+jwt', 'sub', 1, now(), now())",
                trust, id, $"https://{id}.example.org");
            await database.ExecuteAsync(
                "INSERT INTO staff_identities (trust_id, id, issuer_id, subject, staff_id, version, recorded_at, updated_at) VALUES ($1, $2, $2, 'somebody', $3, 1, now(), now())",
                trust, id, TestData.StaffOf(staff));
        }
    }

    public Guid this[Place place, string kind] => _ids[(place, kind)];

    public bool Knows(string kind) => _ids.ContainsKey((Place.Own, kind));

    public IEnumerable<Guid> All(string kind) => _ids.Where(i => i.Key.Item2 == kind).Select(i => i.Value);

    public static async Task<Places> MakeAsync(World world)
    {
        var places = new Places();
        await places.FillAsync(world, Place.Own, new(TestData.Oak, TestData.OakPupils[0], OwnClass, "demo-support", "demo-pastoral", "demo-mis"));
        await places.FillAsync(world, Place.Sibling, new(TestData.Beech, TestData.BeechPupils[0], SiblingClass, "far-support", "far-dsl", "demo-mis"));
        await places.FillAsync(world, Place.Foreign, new(TestData.Elm, TestData.ElmPupils[0], ForeignClass, "demo-other-dsl", "demo-other-dsl", "demo-other-mis"));

        // What belongs to the whole trust has no place in it; a job that nobody here asked for is out of reach as well.
        await world.Database.ExecuteAsync("UPDATE jobs SET client_id = 'somebody', subject = 'somebody' WHERE id = $1", places[Place.Sibling, "jobs"]);
        return places;
    }

    private async Task FillAsync(World world, Place place, Hands hands)
    {
        var staff = TestData.StaffOf(hands.Practitioner);
        var contact = await world.DoneAsync(hands.Pastoral, Call.Post($"/v1/pupils/{hands.Pupil}/contacts", Bodies.Contact(world)));
        var session = await world.DoneAsync(hands.Practitioner, Call.Post(Samples.Sessions, Bodies.Session(world, hands.School, staff, hands.Pupil, room: world.Text("room"))));
        var task = await world.DoneAsync(hands.Practitioner, Call.Post(Samples.Tasks, Bodies.Task(world, hands.School, staff)));
        var rooms = await world.DoneAsync(hands.Practitioner, Call.Get($"/v1/rooms?schoolId={hands.School}&limit=200"));
        var enrolments = await world.DoneAsync(hands.Pastoral, Call.Get($"/v1/pupils/{hands.Pupil}/enrolments"));
        var person = await world.DoneAsync(hands.Practitioner, Call.Get($"/v1/staff/{staff}"));
        var job = await world.DoneAsync(hands.Machine, Samples.Upload());
        var document = await world.DoneAsync(hands.Pastoral, Call.Post("/v1/documents", new { kind = "pupil_summary", format = "json", pupilId = hands.Pupil }));
        var trust = place == Place.Foreign ? TestData.Elmbridge : TestData.Oakfield;
        var ofTrust = place == Place.Foreign ? ForeignClass : OwnClass;
        Add(place, "jobs", job.Id);
        Add(place, "documents", document.Id);
        Add(place, "identity-issuers", ofTrust);
        Add(place, "staff-identities", ofTrust);
        Add(place, "api-clients", await world.Database.ScalarAsync<Guid>("SELECT id FROM api_clients WHERE trust_id = $1 AND kind = 'machine' ORDER BY id LIMIT 1", trust));
        Add(place, "role-grants", await world.Database.ScalarAsync<Guid>("SELECT id FROM role_grants WHERE school_id = $1 ORDER BY id LIMIT 1", hands.School));
        Add(place, "policy-values", await PolicyValueAsync(world, trust, hands.School));
        var link = await LinkAsync(world, trust, hands, contact.Id);
        Add(place, "links", link);
        Add(place, "signature-requests", link); // a request is a link, and this one is of no plan of ours
        Add(place, "contact-submissions", await SubmissionAsync(world, trust, hands, contact.Id, link));
        Add(place, "schools", hands.School);
        Add(place, "pupils", hands.Pupil);
        Add(place, "classes", hands.Class);
        Add(place, "staff", staff);
        Add(place, "contacts", contact.Id);
        Add(place, "support-sessions", session.Id);
        Add(place, "attachments", (await world.DoneAsync(hands.Practitioner, Samples.Attach(world, session.Id))).Id);
        Add(place, "tasks", task.Id);
        await ProfileAsync(world, trust, hands, staff);
        Add(place, "observations", (await world.DoneAsync(hands.Practitioner, Call.Post(Samples.Observations, Bodies.Observation(world, hands.School, hands.Pupil)))).Id);
        Add(place, "recognitions", (await world.DoneAsync(hands.Practitioner, Call.Post(Samples.Recognitions, Bodies.Recognition(world, hands.School, hands.Pupil)))).Id);
        Add(place, "vulnerability-statuses", (await world.DoneAsync(hands.Pastoral, Call.Post(Samples.Vulnerabilities, Bodies.Vulnerability(world, hands.Pupil)))).Id);
        Add(place, "information-shares", (await world.DoneAsync(hands.Pastoral, Call.Post(Samples.InformationShares, Bodies.InformationShare(world, hands.Pupil)))).Id);
        Add(place, "agencies", (await world.DoneAsync(hands.Pastoral, Call.Post(Samples.Agencies, Bodies.Agency(world, hands.School)))).Id);
        Add(place, "signpostings", (await world.DoneAsync(hands.Pastoral, Call.Post(Samples.Signpostings, Bodies.Signposting(world, hands.Pupil, contact.Id, this[place, "agencies"])))).Id);
        Add(place, "referrals", (await world.DoneAsync(hands.Pastoral, Call.Post(Samples.Referrals, Bodies.Referral(world, hands.School, hands.Pupil)))).Id);
        Add(place, "supervision-records", (await world.DoneAsync(hands.Practitioner, Call.Post(Samples.Supervision, Bodies.Supervision(world, hands.School, staff)))).Id);
        var colleague = await world.DoneAsync(hands.Machine, Call.Post("/v1/staff", Bodies.Staff(world, hands.School)));
        Add(place, "coaching-records", (await world.DoneAsync(hands.Practitioner, Call.Post(Samples.Coaching, Bodies.Coaching(world, hands.School, staff, colleague.Id)))).Id);
        Add(place, "medication-orders", await world.Database.OrderAsync(hands.Pupil, hands.School, trust: trust, by: hands.Practitioner));
        Add(place, "medicine-consents", await ConsentAsync(world, trust, hands, staff));
        Add(place, "medicine-stocks", await StockAsync(world, trust, hands.School, staff));
        await MedicinesAsync(world, place, trust, hands, staff);
        Add(place, "assessments", await AssessmentAsync(world, trust, hands, staff));
        Add(place, "assessment-instruments", await InstrumentAsync(world, trust, place));
        Add(place, "training-records", await TrainingAsync(world, trust, hands.School, staff));
        Add(place, "support-programmes", await ProgrammeAsync(world, trust, hands));
        Add(place, "support-session-series", await SeriesAsync(world, trust, hands.School, staff, this[place, "support-programmes"], session.Id));
        var plan = await world.DoneAsync(hands.Pastoral, Call.Post(Samples.Plans, Bodies.Plan(world, hands.School, hands.Pupil)));
        Add(place, "plans", plan.Id);
        Add(place, "plan-targets", plan.Json["targets"]![0]!["id"]!.GetValue<Guid>());
        Add(place, "plan-templates", await TemplateAsync(world, trust, place));
        Add(place, "plan-drills", await DrillAsync(world, trust, hands, plan.Id, staff));
        Add(place, "rooms", rooms.Data[0]!["id"]!.GetValue<Guid>());
        Add(place, "enrolments", enrolments.Data[0]!["id"]!.GetValue<Guid>());
        await NotifyAsync(world, place, trust, hands.School, staff, session.Id);
        Add(place, "assignments", person.Json["assignments"]![0]!["id"]!.GetValue<Guid>());
    }

    private static async Task<Guid> DrillAsync(World world, Guid trust, Hands hands, Guid plan, Guid staff)
    {
        var id = Guid.CreateVersion7();
        await world.Database.ExecuteAsync(
            """
            INSERT INTO plan_drills (trust_id, id, plan_id, school_id, pupil_id, held_on, route, assistant_ids, outcome, recorded_by_id, version, recorded_at, updated_at)
            VALUES ($1, $2, $3, $4, $5, '2026-11-20', 'Hall', '{}', 'worked', $6, 1, now(), now())
            """,
            trust, id, plan, hands.School, hands.Pupil, staff);
        return id;
    }

    private static async Task<Guid> PolicyValueAsync(World world, Guid trust, Guid school)
    {
        var id = Guid.CreateVersion7();
        await world.Database.ExecuteAsync(
            "INSERT INTO policy_values (trust_id, id, school_id, policy, effective_from, revision, value, is_correction, reason, set_by_client_id, version, recorded_at, updated_at) VALUES ($1, $2, $3, 'support-sessions', '2029-01-01', 1, '{}', false, 'Because', 'somebody', 1, now(), now())",
            trust, id, school);
        return id;
    }

    private static async Task<Guid> TrainingAsync(World world, Guid trust, Guid school, Guid staff)
    {
        var id = Guid.CreateVersion7();
        await world.Database.ExecuteAsync(
            "INSERT INTO training_records (trust_id, id, school_id, staff_id, type, status, booked_for, version, recorded_at, updated_at) VALUES ($1, $2, $3, $4, 'prevent', 'booked', '2029-01-01', 1, now(), now())",
            trust, id, school, staff);
        return id;
    }

    private void Add(Place place, string kind, Guid id) => _ids[(place, kind)] = id;

    /// <summary>Who makes the records of a place.</summary>
    private sealed record Hands(Guid School, Guid Pupil, Guid Class, string Practitioner, string Pastoral, string Machine);
}
