using FluentValidation;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Schools;

/// <summary>What can be changed of a school.</summary>
public sealed record SchoolEdit
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What kind of organisation it is.</summary>
    public required SchoolKind Kind { get; init; }

    /// <summary>Unique Reference Number, 6 digits.</summary>
    public string? Urn { get; init; }

    /// <summary>Local authority and establishment number, 7 digits.</summary>
    public string? LaEstab { get; init; }

    /// <summary>The phase of education.</summary>
    public SchoolPhase? Phase { get; init; }

    internal SchoolDetails ToDetails() => new(Name, Kind, Urn, LaEstab, Phase);

    internal static SchoolEdit Of(School school) => new()
    {
        Name = school.Name,
        Kind = school.Kind,
        Urn = school.Urn,
        LaEstab = school.LaEstab,
        Phase = school.Phase,
    };
}

internal sealed class SchoolEditValidator : AbstractValidator<SchoolEdit>
{
    public SchoolEditValidator()
    {
        RuleFor(s => s.Name).NotEmpty().MaximumLength(School.NameMax);
        RuleFor(s => s.Urn).Matches(School.UrnPattern).MaximumLength(6);
        RuleFor(s => s.LaEstab).Matches(School.LaEstabPattern).MaximumLength(7);
    }
}
