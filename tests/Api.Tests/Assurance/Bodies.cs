using System.Text.Json;
using System.Text.Json.Nodes;

namespace PupilSupport.Api.Tests.Assurance;

/// <summary>Bodies that the API accepts; each text of them holds the world's marker.</summary>
internal static class Bodies
{
    public static object Contact(World world) => new
    {
        title = "Xqz",
        givenName = world.Text("given"),
        familyName = world.Text("family"),
        relationship = "mother",
        priority = 1,
        parentalResponsibility = "person",
        phones = new[] { world.Text("phone") },
        emails = new[] { $"xqz{world.Next()}@example.org" },
        address = world.Text("address"),
        postcode = "XQZ 1AA",
        addressIsConfidential = true,
    };

    public static object Pupil(World world, Guid school, bool needs = false) => new
    {
        schoolId = school,
        givenName = world.Text("given"),
        familyName = world.Text("family"),
        preferredGivenName = world.Text("preferred"),
        dateOfBirth = "2018-05-04",
        senProvision = needs ? "K" : null,
        senNeeds = needs ? new[] { "SEMH" } : null,
    };

    public static object Staff(World world, Guid school) => new
    {
        givenName = world.Text("given"),
        familyName = world.Text("family"),
        email = $"xqz{world.Next()}@example.org",
        schoolId = school,
        jobRole = world.Text("job"),
        startsOn = "2026-09-02",
    };

    /// <summary>A value of a day that no other value has.</summary>
    public static JsonObject Policy(World world, Guid school) => Node(new
    {
        policy = "support-sessions",
        schoolId = school,
        effectiveFrom = new DateOnly(2030, 1, 1).AddDays(world.Next()),
        value = new { noteOpenHours = 24 },
        reason = world.Text("reason"),
    });

    public static object Task(World world, Guid school, Guid owner) => new { schoolId = school, title = world.Text("task"), ownerId = owner, dueInSchoolDays = 3 };

    public static JsonObject Observation(World world, Guid school, params Guid[] pupils) => Node(new
    {
        schoolId = school,
        pupilIds = pupils,
        kind = "positive",
        text = world.Text("observation"),
        observedAt = "2026-11-20T12:00:00Z",
    });

    public static JsonObject Plan(World world, Guid school, Guid pupil) => Node(new
    {
        schoolId = school,
        pupilId = pupil,
        type = "pastoral_support",
        title = world.Text("title"),
        startsOn = "2026-11-23",
        needArea = "semh",
        summary = world.Text("summary"),
        targets = new[] { new { text = world.Text("target"), measure = world.Text("measure"), baseline = world.Text("baseline"), dueOn = "2026-12-11", strategies = new[] { world.Text("strategy") } } },
        views = new { pupil = world.Text("view"), parentNotGiven = new { kind = "declined", reason = world.Text("reason") } },
    });

    public static JsonObject Recognition(World world, Guid school, params Guid[] pupils) => Node(new
    {
        schoolId = school,
        pupilIds = pupils,
        kind = "effort",
        text = world.Text("recognition"),
        occurredAt = "2026-11-20T12:00:00Z",
        staffNote = world.Text("note"),
    });

    public static JsonObject Vulnerability(World world, Guid pupil, string kind = "looked_after") => Node(new
    {
        pupilId = pupil,
        kind,
        startsOn = "2026-09-01",
        localAuthority = world.Text("authority"),
        note = world.Text("note"),
    });

    public static JsonObject Referral(World world, Guid school, Guid pupil) =>
        Node(new { schoolId = school, pupilId = pupil, direction = "internal", service = "elsa", urgency = "routine", reason = world.Text("reason") });

    public static JsonObject InformationShare(World world, Guid pupil) => Node(new
    {
        pupilId = pupil,
        what = world.Text("what"),
        to = world.Text("to"),
        article6 = "public_task",
        article9 = "substantial_public_interest",
        decision = "shared",
        reason = world.Text("reason"),
    });

    /// <summary>Every text that an agency can hold, as a school's own addition.</summary>
    public static JsonObject Agency(World world, Guid school) => Node(new
    {
        schoolId = school,
        name = world.Text("agency"),
        services = new[] { "camhs" },
        description = world.Text("description"),
        ages = new { from = 5, to = 18 },
        needAreas = new[] { "semh" },
        needs = new[] { world.Text("need") },
        threshold = world.Text("threshold"),
        areas = new { postcodes = new[] { "RG1" }, localAuthorities = new[] { "870" } },
        cost = "free",
        costNote = world.Text("note"),
        referralRoute = world.Text("route"),
        contact = new { name = world.Text("person"), phone = world.Text("phone"), email = $"xqz{world.Next()}@example.org", website = $"https://xqz{world.Next()}.example.org/" },
        languages = new[] { "en" },
    });

    public static JsonObject Signposting(World world, Guid pupil, Guid contact, Guid agency) => Node(new
    {
        pupilId = pupil,
        agencyId = agency,
        toldContactId = contact,
        at = "2026-11-23T08:45:00Z",
        followUpOn = "2026-12-07",
        note = world.Text("note"),
    });

    public static JsonObject Supervision(World world, Guid school, Guid supervisee) => Node(new
    {
        schoolId = school,
        kind = "thrive",
        form = "individual",
        heldOn = "2026-11-20",
        minutes = 60,
        superviseeIds = new[] { supervisee },
        outsideSupervisor = world.Text("supervisor"),
        outsideOrganisation = world.Text("organisation"),
        notes = world.Text("notes"),
        agreedActions = new[] { new { text = world.Text("action"), dueOn = "2026-12-04" } },
    });

    public static JsonObject Coaching(World world, Guid school, Guid coach, Guid colleague) => Node(new
    {
        schoolId = school,
        coachId = coach,
        colleagueId = colleague,
        form = "modelled",
        occurredAt = "2026-11-20T09:00:00Z",
        subject = world.Text("subject"),
        focus = world.Text("focus"),
        tried = world.Text("tried"),
        nextStep = world.Text("next"),
    });

    public static JsonObject Session(World world, Guid school, Guid practitioner, Guid pupil, string? room = null, Guid? co = null)
    {
        var body = Node(new
        {
            type = "thrive_one_to_one",
            practitionerId = practitioner,
            coPractitionerIds = co is { } other ? new[] { other } : [],
            startsAt = world.Slot(),
            plannedMinutes = 5,
            strand = "being",
            objective = world.Text("objective"),
            participants = new[] { new { pupilId = pupil } },
        });
        if (room is not null)
        {
            body["room"] = room;
        }

        body["schoolId"] = school.ToString();
        return body;
    }

    public static JsonObject Completion(World world, Guid pupil) => Node(new
    {
        actualMinutes = 5,
        note = world.Text("note"),
        nextStep = world.Text("next step"),
        strategies = new[] { world.Text("strategy") },
        participants = new[]
        {
            new { pupilId = pupil, attendance = "attended", preState = 2, postState = 4, pupilVoice = world.Text("voice"), note = world.Text("own note") },
        },
    });

    /// <summary>The session as it stands in the place of a voided one: its school is known.</summary>
    public static JsonObject Replacement(World world, Guid practitioner, Guid pupil, Guid? co = null)
    {
        var body = Session(world, Guid.Empty, practitioner, pupil, co: co);
        body.Remove("schoolId");
        body["completion"] = Completion(world, pupil);
        return body;
    }

    public static JsonObject Node(object value)
    {
        var node = JsonSerializer.SerializeToNode(value, JsonSerializerOptions.Web)!.AsObject();
        foreach (var name in node.Where(m => m.Value is null).Select(m => m.Key).ToList())
        {
            node.Remove(name);
        }

        return node;
    }
}
