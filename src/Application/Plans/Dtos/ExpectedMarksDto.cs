using System.Text.Json.Serialization;
using AutoMapper;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Plans;

namespace PupilSupport.Application.Plans.Dtos;

/// <summary>When a pupil is not in school by agreement: what the register is to show.</summary>
public sealed record ExpectedMarksDto
{
    public const int MaxDays = 62;

    public required Guid PupilId { get; init; }

    /// <summary>The part-time timetable.</summary>
    public required Guid PlanId { get; init; }

    /// <summary>The code of the register, always C2.</summary>
    [Text(2)]
    public string Code { get; init; } = PartTimeMarks.Code;

    /// <summary>In order of time; empty when the plan expects none in those days.</summary>
    [Items(MaxDays * 2)]
    public IReadOnlyList<ExpectedMarkDto> Marks { get; init; } = [];

    [JsonIgnore]
    public DateTimeOffset RecordedAt { get; init; }

    internal sealed class Mapping : Profile
    {
        public Mapping() => CreateMap<Plan, ExpectedMarksDto>()
            .ForMember(d => d.PlanId, o => o.MapFrom(p => p.Id))
            .ForMember(d => d.Code, o => o.Ignore())
            .ForMember(d => d.Marks, o => o.Ignore());
    }
}

/// <summary>A half of a school day.</summary>
public sealed record ExpectedMarkDto
{
    /// <summary>Europe/London.</summary>
    public required DateOnly On { get; init; }
    public required RegisterSession Session { get; init; }
}
