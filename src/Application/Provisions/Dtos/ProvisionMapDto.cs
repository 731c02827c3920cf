using System.Text.Json.Serialization;
using AutoMapper;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Pupils;

namespace PupilSupport.Application.Provisions.Dtos;

/// <summary>A pupil and the support that runs on the day. Costs are the school's averages by role, never a person's pay.</summary>
public sealed record ProvisionMapPupilDto
{
    public const int MaxLines = 500;
    public const int ClassNameMax = 200;

    public required Guid PupilId { get; init; }
    public YearGroup? YearGroup { get; init; }

    /// <summary>The registration group of the day; null when there is none.</summary>
    public Guid? ClassId { get; init; }

    [Text(ClassNameMax)]
    public string? ClassName { get; init; }

    /// <summary>Of all its lines.</summary>
    public int MinutesPerWeek { get; init; }

    /// <summary>Pence of a week of all its lines.</summary>
    public long WeeklyCostPence { get; init; }

    /// <summary>Pence of the term of all its lines; null when the school has no calendar for it.</summary>
    public long? TermCostPence { get; init; }

    /// <summary>Those of plans first, each by its first day; at most 500.</summary>
    [Items(MaxLines)]
    public IReadOnlyList<ProvisionLineDto> Lines { get; init; } = [];

    [JsonIgnore]
    public string SortName { get; init; } = "";

    internal sealed class Mapping : Profile
    {
        public Mapping() => CreateMap<Pupil, ProvisionMapPupilDto>()
            .ForMember(d => d.PupilId, o => o.MapFrom(p => p.Id))
            .ForMember(d => d.SortName, o => o.MapFrom(p => p.SortName))
            .ForAllMembers(o =>
            {
                if (o.DestinationMember.Name is not (nameof(PupilId) or nameof(SortName)))
                {
                    o.Ignore();
                }
            });
    }
}

/// <summary>Support that runs for a pupil: a provision of a plan in force, or an active programme.</summary>
public sealed record ProvisionLineDto
{
    public const int MaxPlans = 50;

    /// <summary>The type of the plan or the kind of the programme.</summary>
    public required ProvisionKind Kind { get; init; }

    /// <summary>The programme; null for a provision of a plan.</summary>
    public required Guid? ProgrammeId { get; init; }

    /// <summary>The plan; for a programme the plans whose provisions name it, which do not count again.</summary>
    [Items(MaxPlans)]
    public required IReadOnlyList<Guid> PlanIds { get; init; }

    /// <summary>As the plan puts it; of a programme the name of its group.</summary>
    [Text(PlanTarget.MaxText)]
    public required string? Text { get; init; }

    /// <summary>The plan's area of need, or else that of the pupil's primary need.</summary>
    public required NeedArea? NeedArea { get; init; }

    /// <summary>By which role it is priced: that of the plan, or the dearest that the programme's practitioner has; null for any other.</summary>
    public required Role? Role { get; init; }

    public required int MinutesPerWeek { get; init; }

    /// <summary>How many pupils have it together and share its cost.</summary>
    public required int SharedBy { get; init; }

    /// <summary>The pupil's share of a week, in pence, halves up.</summary>
    public required long WeeklyCostPence { get; init; }

    /// <summary>The same times the weeks of the term with a school day on which it runs; null when the school has no calendar for them.</summary>
    public required long? TermCostPence { get; init; }
    public required DateOnly StartsOn { get; init; }

    /// <summary>Null while it is open.</summary>
    public required DateOnly? EndsOn { get; init; }
}

/// <summary>What the support of a school's pupils on a day comes to. It counts what the same filters list.</summary>
public sealed record ProvisionMapTotalsDto : ProvisionTotals
{
    public const int MaxClasses = 500;

    public required Guid SchoolId { get; init; }

    /// <summary>The day, Europe/London.</summary>
    public required DateOnly On { get; init; }

    /// <summary>The term of its costs, such as <c>Autumn 2026/27</c>.</summary>
    [Text(20)]
    public required string Term { get; init; }

    /// <summary>By registration group, by name; pupils without one last.</summary>
    [Items(MaxClasses)]
    public required IReadOnlyList<ProvisionClassTotalDto> ByClass { get; init; }

    /// <summary>By area of need; support without one last. A pupil can be in several.</summary>
    [Items(5)]
    public required IReadOnlyList<ProvisionNeedTotalDto> ByNeed { get; init; }

    /// <summary>By type of plan and kind of programme. A pupil can be in several.</summary>
    [Items(23)]
    public required IReadOnlyList<ProvisionKindTotalDto> ByKind { get; init; }
}

/// <summary>Sums of lines.</summary>
public abstract record ProvisionTotals
{
    /// <summary>How many pupils have some of it.</summary>
    public required int Pupils { get; init; }
    public required int MinutesPerWeek { get; init; }

    /// <summary>In pence.</summary>
    public required long WeeklyCostPence { get; init; }

    /// <summary>In pence; null when the school has no calendar for the term.</summary>
    public required long? TermCostPence { get; init; }
}

/// <summary>Sums of one registration group.</summary>
public sealed record ProvisionClassTotalDto : ProvisionTotals
{
    public required Guid? ClassId { get; init; }

    [Text(ProvisionMapPupilDto.ClassNameMax)]
    public required string? ClassName { get; init; }
}

/// <summary>Sums of one area of need.</summary>
public sealed record ProvisionNeedTotalDto : ProvisionTotals
{
    public required NeedArea? NeedArea { get; init; }
}

/// <summary>Sums of one kind.</summary>
public sealed record ProvisionKindTotalDto : ProvisionTotals
{
    public required ProvisionKind Kind { get; init; }
}
