using FluentValidation;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.Staff;

/// <summary>Who a member of staff is.</summary>
public interface IStaffFields
{
    string GivenName { get; }
    string FamilyName { get; }
    string? PreferredGivenName { get; }
    string? PreferredFamilyName { get; }
    string? Email { get; }
}

/// <summary>What can be changed of a member of staff. Jobs have a resource of their own.</summary>
public sealed record StaffEdit : IStaffFields
{
    /// <summary>Given name.</summary>
    public required string GivenName { get; init; }

    /// <summary>Family name.</summary>
    public required string FamilyName { get; init; }

    /// <summary>The given name that the person goes by, when it is another.</summary>
    public string? PreferredGivenName { get; init; }

    /// <summary>The family name that the person goes by, when it is another.</summary>
    public string? PreferredFamilyName { get; init; }

    /// <summary>E-mail at work.</summary>
    public string? Email { get; init; }

    internal static StaffEdit Of(StaffMember staff) => new()
    {
        GivenName = staff.GivenName,
        FamilyName = staff.FamilyName,
        PreferredGivenName = staff.PreferredGivenName,
        PreferredFamilyName = staff.PreferredFamilyName,
        Email = staff.Email,
    };
}

internal sealed class StaffEditValidator : AbstractValidator<StaffEdit>
{
    public StaffEditValidator() => StaffRules.Fields(this);
}

internal static class StaffRules
{
    public static void Fields<T>(AbstractValidator<T> validator) where T : IStaffFields
    {
        validator.RuleFor(s => s.GivenName).NotEmpty().MaximumLength(StaffMember.NameMax);
        validator.RuleFor(s => s.FamilyName).NotEmpty().MaximumLength(StaffMember.NameMax);
        validator.RuleFor(s => s.PreferredGivenName).MinimumLength(1).MaximumLength(StaffMember.NameMax);
        validator.RuleFor(s => s.PreferredFamilyName).MinimumLength(1).MaximumLength(StaffMember.NameMax);
        validator.RuleFor(s => s.Email).MinimumLength(1).MaximumLength(StaffMember.EmailMax);
    }

    public static StaffDetails ToDetails(this IStaffFields s) => new(s.GivenName, s.FamilyName, s.PreferredGivenName, s.PreferredFamilyName, s.Email);
}
