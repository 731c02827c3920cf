using FluentValidation;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Pupils;

/// <summary>Who a pupil is, as a roster says it.</summary>
public interface IPupilIdentity
{
    string GivenName { get; }
    string FamilyName { get; }
    string? MiddleNames { get; }
    string? PreferredGivenName { get; }
    string? PreferredFamilyName { get; }
    DateOnly? DateOfBirth { get; }
    string? Upn { get; }
    YearGroup? OutOfYear { get; }
}

/// <summary>What can be changed of a pupil. Needs and enrolments have resources of their own.</summary>
public sealed record PupilEdit : IPupilIdentity
{
    /// <summary>Legal given name.</summary>
    public required string GivenName { get; init; }

    /// <summary>Legal family name.</summary>
    public required string FamilyName { get; init; }

    /// <summary>Legal middle names.</summary>
    public string? MiddleNames { get; init; }

    /// <summary>The given name that the pupil goes by, when it is another.</summary>
    public string? PreferredGivenName { get; init; }

    /// <summary>The family name that the pupil goes by, when it is another.</summary>
    public string? PreferredFamilyName { get; init; }

    /// <summary>Not in the future.</summary>
    public DateOnly? DateOfBirth { get; init; }

    /// <summary>Unique Pupil Number; its check letter must fit, and no other pupil of the trust may have it.</summary>
    public string? Upn { get; init; }

    /// <summary>This academic year's year group when it is not the one by age. It moves up each September.</summary>
    public YearGroup? OutOfYear { get; init; }

    internal static PupilEdit Of(Pupil pupil, DateOnly today) => new()
    {
        GivenName = pupil.GivenName,
        FamilyName = pupil.FamilyName,
        MiddleNames = pupil.MiddleNames,
        PreferredGivenName = pupil.PreferredGivenName,
        PreferredFamilyName = pupil.PreferredFamilyName,
        DateOfBirth = pupil.DateOfBirth,
        Upn = pupil.Upn?.Value,
        OutOfYear = pupil.ReceptionYear is null ? null : pupil.YearGroupIn(AcademicYear.Containing(today)),
    };
}

internal sealed class PupilEditValidator : AbstractValidator<PupilEdit>
{
    public PupilEditValidator() => PupilRules.Identity(this);
}

internal static class PupilRules
{
    public static void Identity<T>(AbstractValidator<T> validator) where T : IPupilIdentity
    {
        validator.RuleFor(p => p.GivenName).NotEmpty().MaximumLength(Pupil.NameMax);
        validator.RuleFor(p => p.FamilyName).NotEmpty().MaximumLength(Pupil.NameMax);
        validator.RuleFor(p => p.MiddleNames).MinimumLength(1).MaximumLength(Pupil.NameMax);
        validator.RuleFor(p => p.PreferredGivenName).MinimumLength(1).MaximumLength(Pupil.NameMax);
        validator.RuleFor(p => p.PreferredFamilyName).MinimumLength(1).MaximumLength(Pupil.NameMax);
        validator.RuleFor(p => p.DateOfBirth).GreaterThanOrEqualTo(Pupil.EarliestBirth);
        validator.RuleFor(p => p.Upn).MinimumLength(1).MaximumLength(Upn.Length);
    }

    /// <summary>The identity as the aggregate takes it, the UPN read.</summary>
    public static Result<PupilDetails> Details(IPupilIdentity p)
    {
        var upn = p.Upn is null ? null : (Result<Upn>?)Upn.Parse(p.Upn);
        return upn?.Error is { } refused
            ? refused.At("/upn")
            : new PupilDetails(
                p.GivenName, p.FamilyName, p.MiddleNames, p.PreferredGivenName, p.PreferredFamilyName, p.DateOfBirth, upn?.Value, p.OutOfYear);
    }
}
