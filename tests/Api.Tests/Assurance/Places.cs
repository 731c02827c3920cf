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
internal sealed class Places
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
        Add(place, "rooms", rooms.Data[0]!["id"]!.GetValue<Guid>());
        Add(place, "enrolments", enrolments.Data[0]!["id"]!.GetValue<Guid>());
        await NotifyAsync(world, place, trust, hands.School, staff, session.Id);
        Add(place, "assignments", person.Json["assignments"]![0]!["id"]!.GetValue<Guid>());
    }

    private static async Task<Guid> PolicyValueAsync(World world, Guid trust, Guid school)
    {
        var id = Guid.CreateVersion7();
        await world.Database.ExecuteAsync(
            "INSERT INTO policy_values (trust_id, id, school_id, policy, effective_from, revision, value, is_correction, reason, set_by_client_id, version, recorded_at, updated_at) VALUES ($1, $2, $3, 'support-sessions', '2029-01-01', 1, '{}', false, 'Because', 'somebody', 1, now(), now())",
            trust, id, school);
        return id;
    }

    /// <summary>A dose of the order, leave for another, and a report of an error.</summary>
    private async Task MedicinesAsync(World world, Place place, Guid trust, Hands hands, Guid staff)
    {
        var order = this[place, "medication-orders"];
        var error = Guid.CreateVersion7();
        await world.Database.ExecuteAsync(
            """
            INSERT INTO medicine_errors (trust_id, id, school_id, pupil_id, is_confidential, status, kind, is_near_miss, harm, occurred_at, description, actions, notified, version, recorded_at, updated_at)
            VALUES ($1, $2, $3, $4, false, 'open', 'other', false, 'none', '2026-11-19T12:00Z', 'Something', ARRAY[]::text[], ARRAY[]::text[], 1, now(), now())
            """,
            trust, error, hands.School, hands.Pupil);
        Add(place, "medication-administrations",
            await new PlantedMedicines(world.Database, trust, staff).SayAsync(order, hands.Pupil, "given", "2026-11-19T12:00Z", school: hands.School));
        Add(place, "medicine-errors", error);
        var leave = Guid.CreateVersion7();
        await world.Database.ExecuteAsync(
            """
            INSERT INTO dose_overrides (trust_id, id, school_id, order_id, pupil_id, quantity, authority, reference, reason, requested_by_id, expires_at, version, recorded_at, updated_at)
            VALUES ($1, $2, $3, $4, $5, 10, 'prescriber', 'A call', 'Because', $6, '2030-01-01', 1, now(), now())
            """,
            trust, leave, hands.School, order, hands.Pupil, staff);
        Add(place, "dose-overrides", leave);
    }

    private static async Task<Guid> AssessmentAsync(World world, Guid trust, Hands hands, Guid staff)
    {
        var id = Guid.CreateVersion7();
        await world.Database.ExecuteAsync(
            "INSERT INTO assessments (trust_id, id, school_id, pupil_id, instrument, norm_version, respondent, purpose, assessed_on, status, assessed_by_id, version, recorded_at, updated_at) VALUES ($1, $2, $3, $4, 'leuven', 'five_point', 'teacher', 'review', '2026-11-01', 'draft', $5, 1, now(), now())",
            trust, id, hands.School, hands.Pupil, staff);
        return id;
    }

    private static async Task ProfileAsync(World world, Guid trust, Hands hands, Guid staff)
    {
        var id = Guid.CreateVersion7();
        await world.Database.ExecuteAsync(
            """
            INSERT INTO pupil_profiles (trust_id, id, school_id, pupil_id, edition, strengths, strategies, triggers, what_helps, written_by_id, written_at, version, recorded_at, updated_at)
            VALUES ($1, $2, $3, $4, 1, ARRAY['Kind'], ARRAY[]::text[], ARRAY[]::text[], ARRAY[]::text[], $5, now(), 1, now(), now())
            """,
            trust, id, hands.School, hands.Pupil, staff);
        await world.Database.ExecuteAsync(
            """
            INSERT INTO pupil_profile_editions (trust_id, pupil_profile_id, edition, strengths, strategies, triggers, what_helps, written_by_id, written_at)
            VALUES ($1, $2, 1, ARRAY['Kind'], ARRAY[]::text[], ARRAY[]::text[], ARRAY[]::text[], $3, now())
            """,
            trust, id, staff);
    }

    /// <summary>A programme that the practitioner is to give.</summary>
    private static async Task<Guid> ProgrammeAsync(World world, Guid trust, Hands hands)
    {
        var id = Guid.CreateVersion7();
        await world.Database.ExecuteAsync(
            """
            WITH programme AS (
              INSERT INTO support_programmes (trust_id, id, school_id, kind, status, priority, practitioner_id, target_sessions, minutes_per_week, version, recorded_at, updated_at)
              VALUES ($1, $2, $3, 'elsa', 'proposed', 'routine', $4, 6, 30, 1, now(), now())),
            pupil AS (
              INSERT INTO support_programme_pupils (trust_id, support_programme_id, pupil_id, position) VALUES ($1, $2, $5, 0))
            INSERT INTO support_programme_allocations (trust_id, support_programme_id, position, practitioner_id, from_on) VALUES ($1, $2, 0, $4, '2026-11-23')
            """,
            trust, id, hands.School, TestData.StaffOf(hands.Practitioner), hands.Pupil);
        return id;
    }

    /// <summary>A series of which that session is one.</summary>
    private static async Task<Guid> SeriesAsync(World world, Guid trust, Guid school, Guid staff, Guid programme, Guid session)
    {
        var id = Guid.CreateVersion7();
        await world.Database.ExecuteAsync(
            """
            INSERT INTO support_session_series (trust_id, id, school_id, programme_id, practitioner_id, status, weekday, time, planned_minutes, from_on, count, version, recorded_at, updated_at)
            VALUES ($1, $2, $3, $4, $5, 'active', 'tuesday', '10:00', 30, '2026-11-24', 6, 1, now(), now())
            """,
            trust, id, school, programme, staff);
        await world.Database.ExecuteAsync("UPDATE support_sessions SET series_id = $3 WHERE trust_id = $1 AND id = $2", trust, session, id);
        return id;
    }

    /// <summary>An instrument of the trust's own.</summary>
    private static async Task<Guid> InstrumentAsync(World world, Guid trust, Place place)
    {
        var id = Guid.CreateVersion7();
        await world.Database.ExecuteAsync(
            "INSERT INTO assessment_instruments (trust_id, id, code, norm_version, title, respondents, scales, source, version, recorded_at, updated_at) VALUES ($1, $2, $3, '1', 'Own', ARRAY['teacher'], '[]', 'Ourselves', 1, now(), now())",
            trust, id, $"planted_{place}".ToLowerInvariant());
        return id;
    }

    /// <summary>A template that is published.</summary>
    private static async Task<Guid> TemplateAsync(World world, Guid trust, Place place)
    {
        var id = Guid.CreateVersion7();
        await world.Database.ExecuteAsync(
            """
            WITH template AS (
              INSERT INTO plan_templates (trust_id, id, type, name, status, content, published_version, version, recorded_at, updated_at)
              VALUES ($1, $2, 'pastoral_support', $3, 'published', '{"titlePattern": "Planted"}', 1, 1, now(), now()))
            INSERT INTO plan_template_versions (trust_id, template_id, number, content, published_at) VALUES ($1, $2, 1, '{"titlePattern": "Planted"}', now())
            """,
            trust, id, $"Planted {place}");
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

    /// <summary>Stock of the school's own, with its first entry.</summary>
    private static async Task<Guid> StockAsync(World world, Guid trust, Guid school, Guid staff)
    {
        var id = Guid.CreateVersion7();
        await world.Database.ExecuteAsync(
            """
            WITH stock AS (
              INSERT INTO medicine_stocks (trust_id, id, school_id, owner, is_confidential, status, medicine_name, medicine_key, form, unit, expires_on, controlled, emergency_access,
                balance, last_sequence, unwitnessed, version, recorded_at, updated_at)
              VALUES ($1, $2, $3, 'school', false, 'open', 'Paracetamol', 'paracetamol', 'liquid', 'ml', '2027-08-31', false, false, 20, 1, 0, 1, now(), now()))
            INSERT INTO medicine_stock_entries (trust_id, stock_id, sequence, kind, delta, balance_after, by_id, occurred_at, recorded_at)
            VALUES ($1, $2, 1, 'received', 20, 20, $4, now(), now())
            """,
            trust, id, school, staff);
        return id;
    }

    /// <summary>A consent that is asked for.</summary>
    private static async Task<Guid> ConsentAsync(World world, Guid trust, Hands hands, Guid staff)
    {
        var id = Guid.CreateVersion7();
        await world.Database.ExecuteAsync(
            "INSERT INTO medicine_consents (trust_id, id, school_id, pupil_id, status, medicine_name, medicine_key, dose, dose_unit, is_confidential, recorded_by_id, version, recorded_at, updated_at) VALUES ($1, $2, $3, $4, 'requested', 'Ibuprofen', 'ibuprofen', 5, 'ml', false, $5, 1, now(), now())",
            trust, id, hands.School, hands.Pupil, staff);
        return id;
    }

    /// <summary>A notice of the practitioner's, and a webhook of the school with a message.</summary>
    private async Task NotifyAsync(World world, Place place, Guid trust, Guid school, Guid staff, Guid session)
    {
        var (notice, webhook, delivery) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await world.Database.ExecuteAsync(
            """
            INSERT INTO notices (trust_id, id, version, recorded_at, updated_at, staff_id, kind, urgency, record_id, school_id)
            VALUES ($1, $2, 1, now(), now(), $3, 'support_session_moved', 'normal', $4, $5)
            """,
            trust, notice, staff, session, school);
        await world.Database.ExecuteAsync(
            """
            INSERT INTO notification_webhooks (trust_id, id, version, recorded_at, updated_at, name, url, school_id, status)
            VALUES ($1, $2, 1, now(), now(), 'A receiver', 'https://receiver.example.org/', $3, 'active')
            """,
            trust, webhook, school);
        await world.Database.ExecuteAsync(
            """
            INSERT INTO notice_deliveries (trust_id, id, version, recorded_at, updated_at, channel, purpose, notice_id, webhook_id, status, due_at, attempts)
            VALUES ($1, $2, 1, now(), now(), 'webhook', 'notice', $3, $4, 'failed', now(), 10)
            """,
            trust, delivery, notice, webhook);
        Add(place, "notifications", notice);
        Add(place, "notification-webhooks", webhook);
        Add(place, "deliveries", delivery);
    }

    private static async Task<Guid> LinkAsync(World world, Guid trust, Hands hands, Guid contact)
    {
        var id = Guid.CreateVersion7();
        await world.Database.ExecuteAsync(
            "INSERT INTO purpose_links (trust_id, id, school_id, purpose, record_id, pupil_id, secret_hash, expires_at, status, version, recorded_at, updated_at) VALUES ($1, $2, $3, 'contact-details', $4, $5, sha256('none'), '2030-01-01', 'open', 1, now(), now())",
            trust, id, hands.School, contact, hands.Pupil);
        return id;
    }

    private static async Task<Guid> SubmissionAsync(World world, Guid trust, Hands hands, Guid contact, Guid link)
    {
        var id = Guid.CreateVersion7();
        await world.Database.ExecuteAsync(
            "INSERT INTO contact_submissions (trust_id, id, school_id, pupil_id, contact_id, link_id, phone, status, version, recorded_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, '0000000', 'pending', 1, now(), now())",
            trust, id, hands.School, hands.Pupil, contact, link);
        return id;
    }

    private void Add(Place place, string kind, Guid id) => _ids[(place, kind)] = id;

    /// <summary>Who makes the records of a place.</summary>
    private sealed record Hands(Guid School, Guid Pupil, Guid Class, string Practitioner, string Pastoral, string Machine);
}
