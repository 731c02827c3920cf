using System.ComponentModel.DataAnnotations;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.SupportProgrammes;

namespace PupilSupport.Application.SupportProgrammes;

/// <summary>What a programme is to be; all of it can be revised until the programme is over.</summary>
public record SupportProgrammeEdit
{
    /// <summary>The pupils, of the school's roll: one or more, up to 15 by the default policy; for <c>whole_class</c> up to 40, or none. After the start, who is no longer named has left, and who is new has joined today.</summary>
    [Items(SupportProgramme.MaxPupils)]
    public IReadOnlyList<Guid> PupilIds { get; init; } = [];

    /// <summary>How many sessions it is to have; required for <c>elsa</c>, and within the school's policy (6 to 12) unless an extension is approved.</summary>
    [Range(1, SupportProgramme.MaxSessions)]
    public int? TargetSessions { get; init; }

    /// <summary>How many minutes of support a week.</summary>
    [Range(SupportProgramme.MinMinutesPerWeek, SupportProgramme.MaxMinutesPerWeek)]
    public required int MinutesPerWeek { get; init; }

    /// <summary>It says how many school days it may wait, by the school's policy. <c>routine</c> when absent.</summary>
    public SupportProgrammePriority Priority { get; init; }

    /// <summary>What it is to achieve.</summary>
    [Text(Limits.Text, Min = 1)]
    public string? Purpose { get; init; }

    /// <summary>The class or group; required when no pupils are named.</summary>
    [Text(Limits.Title, Min = 1)]
    public string? GroupName { get; init; }

    /// <summary>The code of the instrument that measures before (<c>sdq_teacher</c>), of those that the list of instruments has.</summary>
    [Text(SupportProgramme.InstrumentMax, Min = 1, Pattern = SupportProgramme.InstrumentPattern)]
    public string? EntryInstrument { get; init; }

    /// <summary>The code of the instrument that measures after.</summary>
    [Text(SupportProgramme.InstrumentMax, Min = 1, Pattern = SupportProgramme.InstrumentPattern)]
    public string? ExitInstrument { get; init; }

    /// <summary>The last day, as planned. Once it is over, the practitioner is asked to end or extend the programme.</summary>
    public DateOnly? PlannedEndOn { get; init; }

    /// <summary>What a programme is planned to be, as it can be edited.</summary>
    public static SupportProgrammeEdit Of(SupportProgramme programme) => new()
    {
        PupilIds = [.. programme.Pupils.Where(p => p.LeftOn is null).OrderBy(p => p.Position).Select(p => p.PupilId.Value)],
        TargetSessions = programme.TargetSessions,
        MinutesPerWeek = programme.MinutesPerWeek,
        Priority = programme.Priority,
        Purpose = programme.Purpose,
        GroupName = programme.GroupName,
        EntryInstrument = programme.EntryInstrument,
        ExitInstrument = programme.ExitInstrument,
        PlannedEndOn = programme.PlannedEndOn,
    };

    internal SupportProgrammePlan ToPlan(SupportProgrammeKind kind) => new()
    {
        Kind = kind,
        Priority = Priority,
        PupilIds = [.. PupilIds.Select(id => new PupilId(id))],
        TargetSessions = TargetSessions,
        MinutesPerWeek = MinutesPerWeek,
        Purpose = Purpose,
        GroupName = GroupName,
        EntryInstrument = EntryInstrument,
        ExitInstrument = ExitInstrument,
        PlannedEndOn = PlannedEndOn,
    };
}
