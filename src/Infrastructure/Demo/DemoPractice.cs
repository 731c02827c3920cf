using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Observations;
using PupilSupport.Domain.PupilProfiles;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Recognitions;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.Supervision;
using PupilSupport.Domain.SupportSessions;
using PupilSupport.Infrastructure.Access;

namespace PupilSupport.Infrastructure.Demo;

/// <summary>What stands beside programmes: what staff saw and told of pupils, what helps in class, and what staff learnt from each other.</summary>
internal sealed class DemoPractice(IAppDbContext db, DemoTrust demo, DateTimeOffset now)
{
    private readonly StaffId _worker = demo.Staff["demo-support"], _lead = demo.Staff["demo-thrive-lead"];
    private readonly DateOnly _today = LondonTime.DateOf(now);
    private readonly DateTimeOffset _at = now.AddDays(-6);

    public void Add(PupilId mine, PupilId classmate, PupilId another)
    {
        See(mine, classmate, another);
        Learn();
        Help(mine);
    }

    /// <summary>Small steps and what goes home.</summary>
    private void See(PupilId mine, PupilId classmate, PupilId another)
    {
        NewObservation[] seen =
        [
            Seen("Came through the gate on her own, looked back once and waved.", _at, mine),
            Seen("Told the class what a volcano does. Did not hide her face.", _at.AddDays(2), mine, classmate),
            Seen("Left the table when the game got loud, came back after two minutes.", _at.AddDays(3), another) with { Kind = ObservationKind.Observation },
        ];
        db.Set<Observation>().AddRange(seen.Select(s => Observation.Record(demo.TrustId, s, _worker, new SupportSessionPolicy(), now).Value));
        var told = new NewRecognition
        {
            SchoolId = demo.SchoolId,
            PupilIds = [mine],
            Kind = RecognitionKind.Courage,
            Text = "You came in by yourself three mornings in a row. That was brave.",
            PupilWords = "I told my tummy it was only the gate.",
            StaffNote = "Grandmother brings her on Fridays; she may need us then.",
            OccurredAt = _at.AddDays(4),
        };
        db.Set<Recognition>().Add(Recognition.Record(demo.TrustId, told, _worker, new SupportSessionPolicy(), now).Value);
    }

    /// <summary>The worker's own supervision, whose next is due soon, and a lesson that the lead modelled.</summary>
    private void Learn()
    {
        var supervision = new NewSupervision
        {
            SchoolId = demo.SchoolId,
            Kind = SupervisionKind.Elsa,
            Form = SupervisionForm.Group,
            HeldOn = _today.AddDays(-30),
            Minutes = 120,
            SuperviseeIds = [_worker],
            OutsideSupervisor = "Dr Imara Finch",
            OutsideOrganisation = "Educational psychology service",
            Notes = "Endings: how to prepare the last two sessions. What to do when a worry grows in the telling.",
            AgreedActions = [new AgreedAction("Make an endings card with each pupil from session four", _today.AddDays(-16))],
            NextDueOn = _today.AddDays(14),
        };
        db.Set<SupervisionRecord>().Add(SupervisionRecord.Record(demo.TrustId, supervision, _worker, _today, now).Value);
        var coaching = new NewCoaching
        {
            SchoolId = demo.SchoolId,
            CoachId = _lead,
            ColleagueId = _worker,
            Form = CoachingForm.Modelled,
            OccurredAt = _at.AddDays(1),
            Minutes = 30,
            Subject = "Maths",
            Focus = "Settling the class after play",
            Tried = "Three minutes of breathing with the lights low, then the hard question first.",
            NextStep = "Try it alone on Thursday; talk on Friday.",
        };
        db.Set<CoachingRecord>().Add(CoachingRecord.Record(demo.TrustId, coaching, _lead, now).Value);
    }

    /// <summary>What helps in class.</summary>
    private void Help(PupilId mine)
    {
        var profile = new PupilProfileText
        {
            Strengths = ["Knows everything about volcanoes", "Kind to younger pupils"],
            Strategies = ["Meet her at the gate at 8:40", "Seat by the door, with her back to the wall"],
            Triggers = ["Being asked without warning", "The bell"],
            WhatHelps = ["The breathing card", "Five minutes on the beanbag"],
            Communication = "Say her name first, then one thing at a time.",
        };
        db.Set<PupilProfile>().Add(PupilProfile.Write(demo.TrustId, demo.SchoolId, mine, profile, _worker, now));
    }

    private NewObservation Seen(string text, DateTimeOffset at, params PupilId[] pupils) => new()
    {
        SchoolId = demo.SchoolId,
        PupilIds = pupils,
        Kind = ObservationKind.Positive,
        Text = text,
        ObservedAt = at,
    };
}
