using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Schools.Commands;
using PupilSupport.Application.Schools.Dtos;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Api.Contracts;

/// <summary>A school, or another place where the trust's pupils are.</summary>
[RulesOf(typeof(CreateSchoolCommand))]
public sealed record SchoolBody
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What kind of organisation it is; <c>school</c> when absent.</summary>
    public SchoolKind Kind { get; init; } = SchoolKind.School;

    /// <summary>Unique Reference Number, 6 digits.</summary>
    public string? Urn { get; init; }

    /// <summary>Local authority and establishment number, 7 digits.</summary>
    public string? LaEstab { get; init; }

    /// <summary>The phase of education.</summary>
    public SchoolPhase? Phase { get; init; }
}

/// <summary>On which days a school is open in one academic year.</summary>
[RulesOf(typeof(PutCalendarCommand))]
public sealed record CalendarBody
{
    /// <summary>The first day that may be a school day, within the academic year.</summary>
    public required DateOnly OpensOn { get; init; }

    /// <summary>The last day that may be a school day, within the academic year.</summary>
    public required DateOnly ClosesOn { get; init; }

    /// <summary>Holidays, bank holidays, training days. No two share a day.</summary>
    [Items(SchoolYear.MaxClosures)]
    public IReadOnlyList<ClosureDto> Closures { get; init; } = [];
}
