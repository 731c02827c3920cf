using System.Text.Json.Serialization;
using AutoMapper;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Pupils;

namespace PupilSupport.Application.Plans.Dtos;

/// <summary>A pupil with SEN support or a plan, or with an evacuation plan whose drill is overdue, and the reviews with the parents in an academic year.</summary>
public sealed record PlanReviewComplianceDto
{
    public required Guid PupilId { get; init; }
    public required SenProvision? SenProvision { get; init; }

    /// <summary>The academic year, such as 2026/27.</summary>
    [Text(7)]
    public string AcademicYear { get; init; } = "";

    /// <summary>How many reviews of the pupil's plans in that year a parent took part in; those of healthcare and intimate care do not count.</summary>
    public int ReviewsWithParents { get; init; }

    /// <summary>How many there are to be at least; 0 for a pupil without SEN support or a plan.</summary>
    public int Required { get; init; } = PlanReviewSchedule.ReviewsWithParentsAYear;

    /// <summary>The last of them; null when there was none.</summary>
    public DateOnly? LastReviewedOn { get; init; }

    /// <summary>By when the next review of one of the pupil's plans in force is due; null when there is no plan in force.</summary>
    public DateOnly? NextReviewDueOn { get; init; }

    /// <summary>By when the next drill of the pupil's evacuation plan in force is to be held; null when there is none.</summary>
    public DateOnly? DrillDueOn { get; init; }
    public bool IsDrillOverdue { get; init; }

    [JsonIgnore]
    public string SortName { get; init; } = "";

    internal sealed class Mapping : Profile
    {
        public Mapping() => CreateMap<Pupil, PlanReviewComplianceDto>()
            .ForMember(d => d.PupilId, o => o.MapFrom(p => p.Id))
            .ForMember(d => d.AcademicYear, o => o.Ignore())
            .ForMember(d => d.ReviewsWithParents, o => o.Ignore())
            .ForMember(d => d.Required, o => o.Ignore())
            .ForMember(d => d.LastReviewedOn, o => o.Ignore())
            .ForMember(d => d.NextReviewDueOn, o => o.Ignore())
            .ForMember(d => d.DrillDueOn, o => o.Ignore())
            .ForMember(d => d.IsDrillOverdue, o => o.Ignore());
    }
}
