using PupilSupport.Api.Tests.Attachments;
using PupilSupport.Api.Tests.Plans;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.Referrals.ReferralRequests;

namespace PupilSupport.Api.Tests.Referrals;

/// <summary>The bugs that peers had to patch, each under the name of its rule, and the gates.</summary>
public class ReferralRuleTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    /// <summary>Row 1.</summary>
    [Fact]
    public async Task Access_to_the_record_is_asked_on_every_verb_and_the_sender_is_never_the_recipient()
    {
        using var sender = await api.ClientAsync("demo-thrive-lead");
        var referral = await sender.DoneAsync(await sender.ReferredAsync(await api.Database.NewPupilAsync()), "submit");
        foreach (var (verb, body) in new (string, object)[] { ("accept", new { }), ("decline", new { reason = "No" }), ("request-information", new { question = "Why?" }) })
        {
            Assert.Equal(403, (int)(await sender.DoAsync(referral, verb, body)).Status);
        }

        var self = await sender.PostAsync(Url, Body(await api.Database.NewPupilAsync(), new { recipientId = TestData.StaffOf("demo-thrive-lead") }));
        Assert.Equal("recipient-is-sender", self.Code);
        using var team = await api.ClientAsync("demo-pastoral");
        Assert.Equal("recipient-is-sender", (await team.DoAsync(referral, "accept", new { practitionerId = TestData.StaffOf("demo-thrive-lead") })).Code);
    }

    /// <summary>Row 2.</summary>
    [Fact]
    public async Task A_manager_withdraws_for_the_sender_and_others_do_not()
    {
        using var sender = await api.ClientAsync("demo-teacher");
        using var team = await api.ClientAsync("demo-thrive-lead");
        using var manager = await api.ClientAsync("demo-senco");
        var referral = await sender.DoneAsync(await sender.ReferredAsync(TestData.OakPupils[0], new { service = "nurture" }), "submit");
        Assert.Equal(403, (int)(await team.DoAsync(referral, "withdraw", new { reason = "No" })).Status);
        Assert.Equal("withdrawn", (await manager.DoneAsync(referral, "withdraw", new { reason = "Settled" })).Text("status"));
    }

    /// <summary>Row 3.</summary>
    [Fact]
    public async Task What_is_over_is_reopened_once_as_a_linked_successor_and_what_was_an_error_is_voided_with_its_reason()
    {
        using var sender = await api.ClientAsync("demo-support");
        using var manager = await api.ClientAsync("demo-pastoral");
        var over = await sender.DoneAsync(await sender.ReferredAsync(await api.Database.NewPupilAsync()), "withdraw", new { reason = "Too soon" });
        var next = await sender.DoAsync(over, "reopen");
        Assert.Equal((201, over.Id.ToString(), "draft"), ((int)next.Status, next.Text("reopensId"), next.Text("status")));
        var before = await sender.ReadAsync($"{Url}/{over.Id}");
        Assert.Equal((next.Id.ToString(), "withdrawn"), (before.Text("reopenedAsId"), before.Text("status")));
        Assert.Equal("referral-already-reopened", (await sender.DoAsync(before, "reopen")).Code);
        var voided = await manager.DoneAsync(next, "void", new { reason = "The other child" });
        Assert.Equal(("voided", "The other child"), (voided.Text("status"), voided.Text("endNote")));
        Assert.Equal(200, (int)(await sender.ReadAsync($"{Url}/{next.Id}")).Status);
    }

    /// <summary>Row 4.</summary>
    [Fact]
    public async Task Closing_ends_its_open_tasks_and_its_waiting_programme_in_the_same_transaction()
    {
        using var sender = await api.ClientAsync("demo-support");
        using var team = await api.ClientAsync("demo-pastoral");
        var asked = await team.DoneAsync(await sender.DoneAsync(await sender.ReferredAsync(await api.Database.NewPupilAsync()), "submit"), "request-information", new { question = "Since when?" });
        Assert.Equal("answer_referral_question open, triage_referral done", await TasksAsync(asked.Id));
        var back = await sender.DoneAsync(asked, "provide-information", new { answer = "Since June" });
        Assert.Equal("answer_referral_question done, triage_referral done, triage_referral open", await TasksAsync(asked.Id));
        var accepted = await team.DoneAsync(back, "accept");
        Assert.Equal("waiting", await ProgrammeAsync(accepted));
        await sender.DoneAsync(accepted, "withdraw", new { reason = "Moved to another school" });
        Assert.Equal("withdrawn", await ProgrammeAsync(accepted));
        Assert.DoesNotContain("open", await TasksAsync(asked.Id), StringComparison.Ordinal);
    }

    /// <summary>Row 5.</summary>
    [Fact]
    public async Task Support_that_never_began_was_not_delivered_and_the_refusal_names_what_is_open()
    {
        using var sender = await api.ClientAsync("demo-support");
        using var team = await api.ClientAsync("demo-pastoral");
        var begun = await team.DoneAsync(await sender.DoneAsync(await sender.ReferredAsync(await api.Database.NewPupilAsync()), "submit"), "accept start");
        var refused = await team.DoAsync(begun, "complete", new { outcome = "service_delivered", note = "Well" });
        Assert.Equal(("referral-blocked", begun.Text("programmeId")), (refused.Code, refused.Json["blockers"]![0]!["id"]!.GetValue<string>()));
        Assert.Equal("outcome-note-required", (await team.DoAsync(begun, "complete", new { outcome = "no_capacity" })).Code);
        var over = await team.DoneAsync(begun, "complete", new { outcome = "no_capacity", note = "Nobody until Easter" });
        Assert.Equal(("completed", "withdrawn"), (over.Text("status"), await ProgrammeAsync(over)));
        var given = await team.DoneAsync(await sender.DoneAsync(await sender.ReferredAsync(await api.Database.NewPupilAsync()), "submit"), "accept", new { practitionerId = TestData.StaffOf("demo-phase-lead") });
        var started = await team.DoneAsync(given, "start");
        Assert.Equal("active", await ProgrammeAsync(started));
        Assert.Equal("completed", (await team.DoneAsync(started, "complete", new { outcome = "service_delivered" })).Text("status"));
    }

    /// <summary>Row 40.</summary>
    [Fact]
    public async Task Work_queues_read_their_own_writes()
    {
        using var sender = await api.ClientAsync("demo-support");
        using var team = await api.ClientAsync("demo-thrive-lead");
        var pupil = await api.Database.NewPupilAsync();
        var draft = await sender.ReferredAsync(pupil);
        Assert.Equal((0, 1), (await QueueAsync(team, "triage", pupil), await QueueAsync(sender, "mine", pupil)));
        var submitted = await sender.DoneAsync(draft, "submit");
        Assert.Equal((1, 0, 1), (await QueueAsync(team, "triage", pupil), await QueueAsync(sender, "triage", pupil), await QueueAsync(sender, "waiting", pupil)));
        var accepted = await team.DoneAsync(submitted, "accept", new { practitionerId = TestData.StaffOf("demo-phase-lead") });
        Assert.Equal((0, 1), (await QueueAsync(team, "triage", pupil), await QueueAsync(team, "waiting", pupil)));
        await team.DoneAsync(accepted, "start");
        Assert.Equal((0, 1), (await QueueAsync(team, "waiting", pupil), await QueueAsync(sender, "mine", pupil)));
    }

    /// <summary>Rows 42 and 43.</summary>
    [Fact]
    public async Task The_status_is_moved_by_verbs_alone_and_what_is_offered_succeeds()
    {
        using var sender = await api.ClientAsync("demo-support");
        var draft = await sender.ReferredAsync(await api.Database.NewPupilAsync());
        Assert.Equal(400, (int)(await sender.PatchAsync($"{Url}/{draft.Id}", new { status = "accepted" }, draft.ETag)).Status);
        var submitted = await sender.DoneAsync(draft, "submit");
        var refused = await sender.PatchAsync($"{Url}/{draft.Id}", new { reason = "More" }, submitted.ETag);
        Assert.Equal((409, "invalid-transition"), ((int)refused.Status, refused.Code));
        Assert.DoesNotContain("edit", refused.Json["allowedActions"]!.AsArray().Select(a => a!.GetValue<string>()));
        using var team = await api.ClientAsync("demo-pastoral");
        Assert.DoesNotContain("acknowledge", (await team.ReadAsync($"{Url}/{draft.Id}")).Actions());
        Assert.Equal(409, (int)(await team.DoAsync(submitted, "start")).Status);
    }

    [Fact]
    public async Task Of_two_teams_that_accept_at_once_one_does_and_one_programme_waits()
    {
        using var sender = await api.ClientAsync("demo-support");
        using var one = await api.ClientAsync("demo-pastoral");
        using var two = await api.ClientAsync("demo-thrive-lead");
        var referral = await sender.DoneAsync(await sender.ReferredAsync(await api.Database.NewPupilAsync()), "submit");
        var both = await Task.WhenAll(one.DoAsync(referral, "accept"), two.DoAsync(referral, "accept"));
        Assert.Equal([200, 412], both.Select(a => (int)a.Status).Order());
        var pupil = Guid.Parse(referral.Text("pupilId")!);
        Assert.Equal(1L, await api.Database.ScalarAsync<long>("SELECT count(*) FROM support_programme_pupils WHERE pupil_id = $1", pupil));
    }

    [Fact]
    public async Task A_pupil_has_one_open_referral_to_a_service_and_agency_also_when_two_are_made_at_once()
    {
        using var sender = await api.ClientAsync("demo-support");
        var (pupil, agency) = (await api.Database.NewPupilAsync(), await api.Database.NewAgencyAsync());
        var both = await Task.WhenAll(sender.PostAsync(Url, Body(pupil)), sender.PostAsync(Url, Body(pupil)));
        Assert.Equal([201, 409], both.Select(a => (int)a.Status).Order());
        Assert.Equal("referral-already-open", both.Single(a => (int)a.Status == 409).Code);
        await sender.ReferredAsync(pupil, External());
        var named = await sender.PostAsync(Url, Body(pupil, External()).With("agencyId", agency));
        Assert.Equal(201, (int)named.Status);
        await sender.DoneAsync(both.Single(a => (int)a.Status == 201), "withdraw", new { reason = "Twice" });
        await sender.ReferredAsync(pupil);
    }

    [Fact]
    public async Task A_referral_to_an_agency_needs_consent_and_a_reviewed_cycle_or_the_reason_why_not()
    {
        using var sender = await api.ClientAsync("demo-senco");
        using var dsl = await api.ClientAsync("demo-dsl");
        var draft = await sender.ReferredAsync(await api.Database.NewPupilAsync(), new { direction = "external", service = "camhs" });
        Assert.Equal("consent-required", (await sender.DoAsync(draft, "submit")).Code);
        var refused = await sender.DoneAsync(draft, "record-consent", new { state = "refused", byPupil = true });
        Assert.Equal("consent-refused", (await sender.DoAsync(refused, "submit")).Code);
        Assert.Equal("consent-needed", (await sender.DoAsync(refused, "record-consent", new { state = "not_required", article6 = "public_task" })).Code);
        Assert.Equal("consent-override-elsewhere", (await sender.DoAsync(refused, "record-consent", new { state = "overridden" })).Code);
        Assert.Equal(403, (int)(await sender.DoAsync(refused, "override-consent", new { reason = "At risk", article6 = "public_task" })).Status);
        Assert.Equal("override-basis-is-consent", (await dsl.DoAsync(refused, "override-consent", new { reason = "At risk", article6 = "consent" })).Code);
        Assert.Equal(
            "schedule-1-condition-missing", (await dsl.DoAsync(refused, "override-consent", new { reason = "At risk", article6 = "public_task", article9 = "substantial_public_interest" })).Code);
        Assert.Equal("override-basis-without-article-9", (await dsl.DoAsync(refused, "override-consent", new { reason = "At risk", article6 = "public_task" })).Code);
        Assert.Equal("article-6-basis-missing", (await sender.DoAsync(refused, "record-consent", new { state = "refused", article9 = "explicit_consent" })).Code);
        var overridden = await dsl.DoneAsync(refused, "override-consent", Overrides);
        Assert.Equal(TestData.StaffOf("demo-dsl").ToString(), overridden.Json["consent"]!["recordedById"]!.GetValue<string>());
        Assert.Equal("evidence-required", (await sender.DoAsync(overridden, "submit")).Code);
        var other = await sender.PatchAsync($"{Url}/{draft.Id}", new { exceptionReason = "New to the country", service = "mhst" }, overridden.ETag);
        Assert.Equal((null, 2, "consent-required"), (other.Json["consent"], other.Json["consents"]!.AsArray().Count, (await sender.DoAsync(other, "submit")).Code));
        var excepted = await dsl.DoneAsync(other, "override-consent", Overrides);
        var sent = await sender.DoneAsync(excepted, "submit", new { method = "secure e-mail", reference = "C-17" });
        Assert.Equal(("submitted", "refused overridden overridden"), (sent.Text("status"), string.Join(' ', sent.Json["consents"]!.AsArray().Select(c => c!["state"]))));
    }

    [Fact]
    public async Task A_plan_of_the_pupil_with_a_reviewed_cycle_stands_for_the_evidence()
    {
        using var sender = await api.ClientAsync("demo-senco");
        using var head = await api.ClientAsync("demo-head");
        var pupil = await api.Database.NewPupilAsync();
        var plan = await sender.ActiveAsync(head, pupil);
        var draft = await sender.ReferredAsync(pupil, new { direction = "external", service = "speech_language", consent = Given, evidence = new[] { new { planId = plan.Id } } });
        Assert.Equal("evidence-required", (await sender.DoAsync(draft, "submit")).Code);
        await api.Database.ExecuteAsync("UPDATE plan_cycles SET reviewed_on = '2026-11-23' WHERE plan_id = $1", plan.Id);
        await sender.DoneAsync(draft, "submit");
        var other = await sender.PostAsync(Url, Body(await api.Database.NewPupilAsync(), new { evidence = new[] { new { planId = plan.Id } } }));
        Assert.Equal("evidence-of-another-pupil", other.Code);
        Assert.Equal("unknown-reference", (await sender.PostAsync(Url, Body(pupil, new { service = "other", evidence = new[] { new { planId = Guid.CreateVersion7() } } }))).Code);
    }

    [Fact]
    public async Task What_keeps_a_child_safe_needs_neither_consent_nor_cycle_and_is_seen_by_few()
    {
        using var sender = await api.ClientAsync("demo-support");
        using var dsl = await api.ClientAsync("demo-dsl");
        using var pastoral = await api.ClientAsync("demo-pastoral");
        var pupil = await api.Database.NewPupilAsync();
        var mash = await sender.DoneAsync(
            await sender.ReferredAsync(pupil, External("childrens_social_care_mash", new { state = "not_required", article6 = "public_task", article9 = "substantial_public_interest", schedule1 = "safeguarding" }, exceptionReason: null)), "submit");
        var inside = await sender.DoneAsync(await sender.ReferredAsync(pupil, new { service = "dsl", urgency = "emergency" }), "submit");
        Assert.Equal(("safeguarding", "2026-11-23"), (inside.Text("label"), inside.Text("answerBy")));
        foreach (var referral in new[] { mash, inside })
        {
            Assert.Equal((404, 200), ((int)(await pastoral.ReadAsync($"{Url}/{referral.Id}")).Status, (int)(await dsl.ReadAsync($"{Url}/{referral.Id}")).Status));
        }

        Assert.Equal((0, 2), (await CountAsync(pastoral, $"pupilId={pupil}"), await CountAsync(dsl, $"pupilId={pupil}")));
        foreach (var (reader, sees) in new[] { (pastoral, false), (dsl, true) })
        {
            var chronology = await reader.ReadAsync($"/v1/pupils/{pupil}/chronology");
            Assert.Equal((200, sees), ((int)chronology.Status, chronology.Json.ToJsonString().Contains("referral", StringComparison.OrdinalIgnoreCase)));
        }

        var accepted = await dsl.DoneAsync(inside, "accept");
        Assert.Null(accepted.Json["programmeId"]);
        Assert.Equal("triage_referral safeguarding", await api.Database.ScalarAsync<string>("SELECT concat_ws(' ', kind, label) FROM work_tasks WHERE source_id = $1", inside.Id));
        Assert.Equal("task-team-may-not-see", (await dsl.PostAsync("/v1/tasks", new { schoolId = TestData.Oak, title = "Ring", label = "safeguarding", team = "pastoral_lead", dueInSchoolDays = 1 })).Code);
    }

    [Fact]
    public async Task Two_adults_can_each_report_what_keeps_a_child_safe_and_a_refusal_names_only_what_its_caller_may_read()
    {
        using var sender = await api.ClientAsync("demo-support");
        using var pastoral = await api.ClientAsync("demo-pastoral");
        using var nurse = await api.ClientAsync("demo-medical-lead");
        var pupil = await api.Database.NewPupilAsync();
        var (first, elsa) = (await sender.ReferredAsync(pupil, new { service = "dsl" }), await sender.ReferredAsync(pupil));
        foreach (var (client, service, clash) in new[] { (sender, "dsl", first.Id.ToString()), (sender, "elsa", elsa.Id.ToString()), (pastoral, "elsa", elsa.Id.ToString()), (nurse, "elsa", null) })
        {
            var refused = await client.PostAsync(Url, Body(pupil, new { service }));
            Assert.Equal(("referral-already-open", clash), (refused.Code, refused.Json["clashes"]?[0]!.GetValue<string>()));
        }

        await pastoral.ReferredAsync(pupil, new { service = "dsl" });
        Assert.Equal("recipient-not-of-team", (await nurse.PostAsync(Url, Body(pupil, new { service = "dsl", recipientId = TestData.StaffOf("demo-pastoral") }))).Code);
        await nurse.ReferredAsync(pupil, new { service = "dsl", recipientId = TestData.StaffOf("demo-dsl") });
    }

    [Fact]
    public async Task Whoever_only_reported_reads_after_the_decision_how_it_stands_and_nothing_of_others()
    {
        using var sender = await api.ClientAsync("demo-support");
        using var dsl = await api.ClientAsync("demo-dsl");
        var pupil = await api.Database.NewPupilAsync();
        var sent = await sender.DoneAsync(await sender.ReferredAsync(pupil, new { service = "dsl" }), "submit");
        var asked = await dsl.DoneAsync(sent, "request-information", new { question = "Since when?" });
        Assert.Equal("Since when?", (await sender.ReadAsync($"{Url}/{sent.Id}")).Json["steps"]![1]!["text"]!.GetValue<string>());
        await dsl.DoneAsync(await sender.DoneAsync(asked, "provide-information", new { answer = "Since June" }), "accept", new { practitionerId = TestData.StaffOf("demo-dsl") });
        Assert.Equal(201, (int)(await dsl.PostAsync($"{Url}/{sent.Id}/contacts", new { method = "phone", direction = "outgoing", reached = true, note = "The aunt" })).Status);
        Assert.Equal(201, (int)(await dsl.UploadAsync(sent.Id, TestFiles.Pdf("letter"), kind: "referral")).Status);
        await dsl.DoneAsync(await dsl.DoneAsync(await dsl.ReadAsync($"{Url}/{sent.Id}"), "start"), "complete", new { outcome = "escalated_to_statutory", note = "Strategy meeting" });
        foreach (var (reader, who, steps, others) in new[] { (sender, null, "submit provide_information", 0), (dsl, TestData.StaffOf("demo-dsl").ToString(), "submit request_information provide_information accept start complete", 1) })
        {
            var read = await reader.ReadAsync($"{Url}/{sent.Id}");
            Assert.Equal(("completed", "Worries every morning", who), (read.Text("status"), read.Text("reason"), read.Json["practitionerId"]?.GetValue<string>()));
            Assert.Equal(steps, string.Join(' ', read.Json["steps"]!.AsArray().Select(s => s!["action"])));
            var row = (await reader.ReadAsync($"{Url}?pupilId={pupil}")).Json["data"]![0]!;
            Assert.Equal((others, others, others), (Count(read.Json["outcome"]), Count(read.Json["endNote"]), Count(row["outcome"])));
            Assert.Equal(others, await CountAsync(reader, $"pupilId={pupil}&practitionerId={TestData.StaffOf("demo-dsl")}"));
            foreach (var part in new[] { $"{Url}/{sent.Id}/contacts", $"/v1/attachments?recordKind=referral&recordId={sent.Id}" })
            {
                Assert.Equal((part, others), (part, (await reader.ReadAsync(part)).Json["data"]!.AsArray().Count));
            }
        }
    }

    [Fact]
    public async Task What_keeps_a_child_safe_stays_with_its_school_when_the_pupil_moves_and_other_referrals_are_read_at_both()
    {
        using var sender = await api.ClientAsync("demo-support");
        using var dsl = await api.ClientAsync("demo-dsl");
        using var pastoral = await api.ClientAsync("demo-pastoral");
        using var far = await api.ClientAsync("far-dsl");
        using var trust = await api.ClientAsync("demo-trust-dsl");
        var pupil = await api.Database.NewPupilAsync();
        var (safe, elsa) = (await sender.ReferredAsync(pupil, new { service = "dsl" }), await sender.ReferredAsync(pupil));
        await api.Database.ExecuteAsync("UPDATE pupil_enrolments SET left_on = '2026-11-20' WHERE pupil_id = $1", pupil);
        await api.Database.ExecuteAsync("UPDATE pupils SET school_id = $2 WHERE id = $1", pupil, TestData.Beech);
        foreach (var (reader, ofSafe, ofElsa) in new[] { (dsl, 200, 200), (pastoral, 404, 200), (far, 404, 200), (trust, 200, 200) })
        {
            Assert.Equal((ofSafe, ofElsa), ((int)(await reader.ReadAsync($"{Url}/{safe.Id}")).Status, (int)(await reader.ReadAsync($"{Url}/{elsa.Id}")).Status));
        }
    }

    [Fact]
    public async Task Somebody_else_receives_it_and_a_recipient_from_outside_the_team_names_nobody_else()
    {
        using var sender = await api.ClientAsync("demo-senco");
        using var recipient = await api.ClientAsync("demo-attendance");
        using var team = await api.ClientAsync("demo-pastoral");
        var alone = await sender.ReferredAsync(await api.Database.NewPupilAsync(), new { service = "senco" });
        Assert.Equal("nobody-receives", (await sender.DoAsync(alone, "submit")).Code);
        var named = await sender.DoneAsync(await sender.ReferredAsync(await api.Database.NewPupilAsync(), new { recipientId = TestData.StaffOf("demo-attendance") }), "submit");
        Assert.Equal("practitioner-by-team", (await recipient.DoAsync(named, "accept", new { practitionerId = TestData.StaffOf("demo-teacher") })).Code);
        var begun = await recipient.DoneAsync(named, "accept start");
        Assert.Equal("waiting", await ProgrammeAsync(begun));
        Assert.Equal("active", await ProgrammeAsync(await team.DoneAsync(begun, "allocate", new { practitionerId = TestData.StaffOf("demo-teacher") })));
    }

    [Theory]
    [InlineData("internal", "camhs", "service-not-internal")]
    [InlineData("external", "senco", "service-not-external")]
    public async Task A_service_is_asked_where_it_is_offered(string direction, string service, string code)
    {
        using var sender = await api.ClientAsync("demo-support");
        Assert.Equal(code, (await sender.PostAsync(Url, Body(TestData.OakPupils[1], new { direction, service }))).Code);
    }

    [Fact]
    public async Task An_agency_that_is_named_is_in_use_and_offers_the_service()
    {
        using var sender = await api.ClientAsync("demo-senco");
        var pupil = await api.Database.NewPupilAsync();
        var (fit, other, gone) = (await api.Database.NewAgencyAsync(), await api.Database.NewAgencyAsync("housing"), await api.Database.NewAgencyAsync("camhs", "archived"));
        Assert.Equal("agency-not-applicable", (await sender.PostAsync(Url, Body(pupil, new { agencyId = fit }))).Code);
        Assert.Equal("agency-unfit", (await sender.PostAsync(Url, Body(pupil, External()).With("agencyId", other))).Code);
        Assert.Equal(422, (int)(await sender.PostAsync(Url, Body(pupil, External()).With("agencyId", gone))).Status);
        var made = await sender.PostAsync(Url, Body(pupil, External()).With("agencyId", fit));
        Assert.Equal((201, fit.ToString()), ((int)made.Status, made.Text("currentAgencyId")));
        await api.Database.ExecuteAsync("UPDATE agencies SET status = 'merged', merged_into_id = $2 WHERE id = $1", fit, other);
        Assert.Equal(1, await CountAsync(sender, $"agencyId={other}"));
        var read = await sender.ReadAsync($"{Url}/{made.Id}");
        Assert.Equal((fit.ToString(), other.ToString()), (read.Text("agencyId"), read.Text("currentAgencyId")));

        // One to what the agency was before is one to the agency.
        await api.Database.ExecuteAsync("UPDATE agencies SET services = (SELECT services FROM agencies WHERE id = $1) WHERE id = $2", fit, other);
        Assert.Equal("referral-already-open", (await sender.PostAsync(Url, Body(pupil, External()).With("agencyId", other))).Code);
    }

    [Fact]
    public async Task What_an_agency_asks_of_the_school_is_recorded_by_one_who_may_also_decide_on_it()
    {
        using var pastoral = await api.ClientAsync("demo-pastoral");
        var agency = await api.Database.NewAgencyAsync();
        var come = await pastoral.DoneAsync(await pastoral.ReferredAsync(await api.Database.NewPupilAsync(), new { direction = "inbound_external", service = "elsa", agencyId = agency }), "submit acknowledge accept");
        Assert.Equal((null, TestData.StaffOf("demo-pastoral").ToString(), null), (come.Json["senderId"], come.Text("recordedById"), come.Json["programmeId"]));
    }

    [Fact]
    public async Task Consent_that_is_withdrawn_after_the_submission_gives_the_sender_a_task()
    {
        using var sender = await api.ClientAsync("demo-senco");
        var sent = await sender.DoneAsync(await sender.ReferredAsync(await api.Database.NewPupilAsync(), External()), "submit");
        await sender.DoneAsync(sent, "record-consent", new { state = "withdrawn", byPupil = true });
        Assert.Equal("chase_referral open, see_to_referral_consent open", await TasksAsync(sent.Id));
        Assert.Equal(sent.Text("answerBy"), await api.Database.ScalarAsync<string>("SELECT due_on::text FROM work_tasks WHERE source_id = $1 AND kind = 'chase_referral' AND owner_id IS NOT NULL", sent.Id));
        var asked = await sender.DoneAsync(await sender.ReadAsync($"{Url}/{sent.Id}"), "request-information", new { question = "Since when?" });
        Assert.Equal("consent-refused", (await sender.DoAsync(asked, "provide-information", new { answer = "Since June" })).Code);
        await sender.DoneAsync(await sender.DoneAsync(asked, "record-consent", Given), "provide-information", new { answer = "Since June" });
        Assert.DoesNotContain("see_to_referral_consent open", await TasksAsync(sent.Id), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Consent_is_given_by_who_answers_for_the_pupil_and_what_goes_to_an_agency_is_in_the_log_by_that_right()
    {
        using var sender = await api.ClientAsync("demo-pastoral");
        var pupil = await api.Database.NewPupilAsync();
        var (mother, friend) = (await ContactAsync(sender, pupil, "person"), await ContactAsync(sender, pupil, "none"));
        object By(Guid contact) => new { state = "given", givenByContactId = contact, method = "paper form", at = "2026-11-20T15:00:00Z" };
        Assert.Equal("no-parental-responsibility", (await sender.PostAsync(Url, Body(pupil, External(consent: By(friend))))).Code);
        Assert.Equal("pupil-consent-reason-required", (await sender.PostAsync(Url, Body(pupil, External(consent: new { state = "given", byPupil = true, method = "phone" })))).Code);
        var sent = await sender.DoneAsync(await sender.ReferredAsync(pupil, External(consent: By(mother))), "submit", new { sentAt = "2026-11-20T16:00:00Z" });
        Assert.Equal(
            "consent explicit_consent pastoral shared 2026-11-20",
            await api.Database.ScalarAsync<string>(
                "SELECT concat_ws(' ', article6, article9, label, decision, shared_at::date) FROM information_shares WHERE pupil_id = $1 AND record_ids = ARRAY[$2]", pupil, sent.Id));
    }

    [Fact]
    public async Task Only_a_pupil_on_the_roll_is_referred_and_a_successor_does_without_a_recipient_who_is_gone()
    {
        using var sender = await api.ClientAsync("demo-support");
        using var recipient = await api.ClientAsync("demo-pastoral");
        var pupil = await api.Database.NewPupilAsync();
        var draft = await sender.ReferredAsync(pupil, new { recipientId = TestData.StaffOf("demo-pastoral") });
        var withdrawn = await sender.DoneAsync(draft, "withdraw", new { reason = "Too soon" });
        var next = await recipient.DoAsync(withdrawn, "reopen");
        Assert.Equal((201, null), ((int)next.Status, next.Json["recipientId"]));
        await api.Database.ExecuteAsync("UPDATE pupil_enrolments SET left_on = '2026-11-20' WHERE pupil_id = $1", pupil);
        var refused = await recipient.DoAsync(next, "submit");
        Assert.Equal(("pupil-not-enrolled", 422), (refused.Code, (int)refused.Status));
        Assert.Equal("pupil-not-enrolled", (await sender.PostAsync(Url, Body(pupil, new { service = "other" }))).Code);
    }

    [Fact]
    public async Task The_waiting_report_counts_school_days_and_tells_the_longest_wait_first()
    {
        using var sender = await api.ClientAsync("demo-senco");
        foreach (var (service, at) in new[] { ("attendance_team", "2026-11-12T10:00:00Z"), ("school_nurse", "2026-11-16T10:00:00Z"), ("school_nurse", "2026-11-09T10:00:00Z") })
        {
            var sent = await sender.DoneAsync(await sender.ReferredAsync(await api.Database.NewPupilAsync(), new { service }), "submit");
            await api.Database.ExecuteAsync("UPDATE referrals SET submitted_at = $2::timestamptz WHERE id = $1", sent.Id, at);
        }

        var report = (await sender.ReadAsync($"/v1/reports/referral-waiting?schoolId={TestData.Oak}")).Json["services"]!.AsArray()
            .Select(s => $"{s!["service"]} {s["waiting"]} {s["longestSchoolDays"]}").Take(2).ToList();
        Assert.Equal(["school_nurse 2 10", "attendance_team 1 7"], report);
        Assert.Equal(404, (int)(await sender.ReadAsync($"/v1/reports/referral-waiting?schoolId={TestData.Beech}")).Status);
    }

    [Fact]
    public async Task Attempts_to_reach_somebody_are_kept_the_latest_first_and_a_chaser_is_never_made_by_hand()
    {
        using var sender = await api.ClientAsync("demo-senco");
        var sent = await sender.DoneAsync(await sender.ReferredAsync(await api.Database.NewPupilAsync(), External()), "submit");
        foreach (var reached in new[] { false, true })
        {
            var kept = await sender.PostAsync($"{Url}/{sent.Id}/contacts", new { at = "2026-11-23T09:00:00Z", method = "phone", direction = "outgoing", reached, note = "Intake" });
            Assert.True((int)kept.Status == 201, kept.ToString());
        }

        Assert.Equal("chaser-by-hand", (await sender.PostAsync($"{Url}/{sent.Id}/contacts", new { method = "chaser", direction = "outgoing", reached = false })).Code);
        Assert.Equal([2, 1], (await sender.ReadAsync($"{Url}/{sent.Id}/contacts")).Json["data"]!.AsArray().Select(c => c!["number"]!.GetValue<int>()));
    }

    private static readonly object Given = new { state = "given", byPupil = true, reason = "Put it in her own words", method = "paper form", at = "2026-11-20T15:00:00Z" };

    private static async Task<Guid> ContactAsync(HttpClient client, Guid pupil, string responsibility)
    {
        var made = await client.PostAsync($"/v1/pupils/{pupil}/contacts", new { givenName = "Kim", familyName = "Referral", relationship = "other", priority = 1, parentalResponsibility = responsibility });
        Assert.True((int)made.Status == 201, made.ToString());
        return made.Id;
    }

    private Task<string?> ProgrammeAsync(Answer referral) =>
        api.Database.ScalarAsync<string>("SELECT status FROM support_programmes WHERE id = $1", Guid.Parse(referral.Text("programmeId")!));

    private async Task<string> TasksAsync(Guid referral) => await api.Database.ScalarAsync<string>(
        "SELECT string_agg(kind || ' ' || status, ', ' ORDER BY kind, status) FROM work_tasks WHERE source_id = $1", referral) ?? "";

    private static int Count(object? value) => value is null ? 0 : 1;

    private static Task<int> QueueAsync(HttpClient client, string queue, Guid pupil) => CountAsync(client, $"queue={queue}&pupilId={pupil}");

    private static async Task<int> CountAsync(HttpClient client, string query)
    {
        var answer = await client.ReadAsync($"{Url}?{query}");
        Assert.True((int)answer.Status == 200, answer.ToString());
        return answer.Json["data"]!.AsArray().Count;
    }
}
