using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Rooms;
using PupilSupport.Application.Schools;
using PupilSupport.Application.SupportProgrammes;
using PupilSupport.Application.SupportSessions;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.SessionSeries;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.SupportProgrammes;
using PupilSupport.Domain.SupportSessions;

namespace PupilSupport.Application.SessionSeries;

/// <summary>Drafts all series of a request at once: what they name is looked up together, whatever their number.</summary>
internal sealed class SeriesPlanning(
    SupportProgrammeServing serving, SupportSessionAccess access, SchoolCalendars calendars, SeriesRosters rosters, RoomBook rooms, ICaller caller, TimeProvider clock)
{
    /// <summary>How many places, one for each pupil of each session, one request takes: a term of a full caseload and more.</summary>
    public const int MaxPlaces = 2_400;

    /// <param name="isQuestion">Whether nothing is to be made: then nothing is locked.</param>
    public async Task<Result<IReadOnlyList<SeriesDraft>>> DraftAsync(IReadOnlyList<SeriesItem> items, bool isQuestion, CancellationToken ct)
    {
        var held = await serving.HoldAllAsync([.. items.Select(i => i.ProgrammeId).Distinct()], [], isQuestion, ct);
        var wanted = new List<Wanted>();
        foreach (var item in items)
        {
            var programme = held.GetValueOrDefault(item.ProgrammeId);
            if (Refusal(item, programme) is { } refused)
            {
                return refused;
            }

            wanted.Add(new Wanted(item, programme!));
        }

        var roster = await rosters.LoadAsync([.. wanted.Select(w => w.School).Distinct()], wanted.Select(w => w.Practitioner), wanted.SelectMany(w => w.Pupils), ct);
        var days = await DaysAsync(wanted, roster, ct);
        if (!days.IsSuccess)
        {
            return days.Error;
        }

        var names = wanted.Where(w => w.Item.Edit.Room is not null).Select(w => (w.School, w.Item.Edit.Room!)).ToList();
        var booked = await rooms.FindOrMakeAllAsync(caller.TrustId, names, isQuestion, ct);
        return Drafts(wanted, days.Value, roster, booked);
    }

    private Error? Refusal(SeriesItem item, HeldProgramme? held) => held?.Programme switch
    {
        null => item.Pointer.Length == 0 ? CommonErrors.NotFound : item.Refused(CommonErrors.UnknownReference.At("/programmeId")),
        var programme when !access.MayWriteAt(programme.SchoolId) => CommonErrors.InsufficientScope,
        { Status: not SupportProgrammeStatus.Active } => item.Refused(SupportProgrammeErrors.NotRunning.At("/programmeId")),
        var programme when !access.MayWrite(programme.SchoolId, [PractitionerOf(item, programme)]) || !serving.MayPlan(programme) => CommonErrors.InsufficientScope,
        _ when item.Edit is { Count: null } == item.Edit is { Until: null } || item.Edit.Until < item.Edit.From => item.Refused(SupportSessionSeriesErrors.Extent),
        _ when item.Edit.Pattern.StartsBefore(item.Edit.From, clock.GetUtcNow()) => item.Refused(SupportSessionSeriesErrors.StartsInPast.At("/from")),
        _ => null,
    };

    /// <summary>When each series has its sessions.</summary>
    private async Task<Result<List<SeriesDays>>> DaysAsync(List<Wanted> wanted, SeriesRoster roster, CancellationToken ct)
    {
        var (all, places) = (new List<SeriesDays>(), 0);
        foreach (var w in wanted)
        {
            if (!roster.Knows(w.School, w.Practitioner))
            {
                return w.Item.Refused(CommonErrors.UnknownReference.At("/practitionerId"));
            }

            var calendar = await calendars.AroundAsync(w.School, w.Item.Edit.From, ct);
            var days = w.Item.Edit.Pattern.Generate(w.Item.Edit.Extent, calendar);
            if (!days.IsSuccess)
            {
                return w.Item.Refused(days.Error.At("/from"));
            }

            all.Add(days.Value);
            places += days.Value.Starts.Count * Math.Max(1, w.Pupils.Count);
        }

        return places > MaxPlaces ? SupportSessionSeriesErrors.TooMuch.With("max", MaxPlaces) : all;
    }

    private Result<IReadOnlyList<SeriesDraft>> Drafts(
        List<Wanted> wanted, List<SeriesDays> days, SeriesRoster roster, IReadOnlyDictionary<(SchoolId, string), BookableRoom> booked)
    {
        var (drafts, now) = (new List<SeriesDraft>(), clock.GetUtcNow());
        foreach (var (w, at) in wanted.Zip(days))
        {
            var room = w.Item.Edit.Room is { } name ? booked[RoomBook.KeyOf(w.School, name)] : null;
            var series = SupportSessionSeries.Plan(
                w.Held.Programme, new SeriesPlan(w.Practitioner, new SeriesSlot(w.Item.Edit.Pattern, w.Item.Edit.Minutes, room?.Room), w.Item.Edit.Extent), now);
            var sessions = new List<DraftSession>();
            foreach (var plan in at.Starts.Select(start => w.PlanOf(start, room)))
            {
                var session = series.Schedule(plan, roster.DayOf(w.School, plan), now);
                if (!session.IsSuccess)
                {
                    return w.Item.Refused(session.Error, plan.StartsAt);
                }

                sessions.Add(new DraftSession(session.Value, SupportSessionClashes.SlotOf(plan, room?.Room.Id)));
            }

            drafts.Add(new SeriesDraft(w.Item, w.Held, series, room, sessions, at.Skipped));
        }

        return drafts;
    }

    private static StaffId PractitionerOf(SeriesItem item, SupportProgramme programme) =>
        item.Edit.PractitionerId is { } named ? new StaffId(named) : programme.PractitionerId!.Value;

    /// <summary>An item with its programme, which is active and has a practitioner.</summary>
    private sealed record Wanted(SeriesItem Item, HeldProgramme Held)
    {
        public SchoolId School => Held.Programme.SchoolId;

        public StaffId Practitioner { get; } = PractitionerOf(Item, Held.Programme);

        public IReadOnlyList<PupilId> Pupils { get; } = [.. Held.Programme.Pupils.Where(p => p.LeftOn is null).OrderBy(p => p.Position).Select(p => p.PupilId)];

        public SupportSessionPlan PlanOf(DateTimeOffset start, BookableRoom? room) => new()
        {
            Type = SupportProgrammeRules.SessionTypeOf(Held.Programme.Kind, Pupils.Count),
            ProgrammeId = Held.Programme.Id,
            PractitionerId = Practitioner,
            StartsAt = start,
            PlannedMinutes = Item.Edit.Minutes,
            Room = room?.Room,
            RoomIsExclusive = room?.Capacity == Room.MinCapacity,
            Objective = Item.Edit.Objective,
            GroupName = Held.Programme.GroupName,
            ParticipantIds = [.. Pupils],
        };
    }
}
