using AutoMapper;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Agencies;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Agencies.Dtos;

/// <summary>An entry of the directory of help.</summary>
public sealed record AgencyDto : AgencyContent, IVersioned
{
    public required Guid Id { get; init; }

    /// <summary>Whose own addition it is; null when it is for the whole trust.</summary>
    public required Guid? SchoolId { get; init; }
    public required AgencyStatus Status { get; init; }

    /// <summary>Why it was archived.</summary>
    [Text(Limits.Reason)]
    public required string? StateReason { get; init; }

    /// <summary>Which entry is meant instead, when it was entered twice; never one that is merged itself.</summary>
    public required Guid? MergedIntoId { get; init; }

    /// <summary>When somebody last said that all of it is so, Europe/London; null when nobody has.</summary>
    public required DateOnly? LastVerifiedOn { get; init; }

    /// <summary>Null when a machine did, or nobody yet.</summary>
    public required Guid? LastVerifiedById { get; init; }

    /// <summary>When it is to be verified, by the policy <c>agencies</c> of the day on which it was added or last verified.</summary>
    public required DateOnly VerifyBy { get; init; }

    /// <summary>Null when a machine added it.</summary>
    public required Guid? AddedById { get; init; }

    /// <summary>When it was first stored.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Its version, also the ETag.</summary>
    public required int Version { get; init; }

    /// <summary>What this caller can do to it now.</summary>
    [Items(5)]
    public IReadOnlyList<AgencyAction> AllowedActions { get; init; } = [];

    internal sealed class Mapping : Profile
    {
        public Mapping() => CreateMap<Agency, AgencyDto>()
            .ForMember(d => d.Ages, o => o.MapFrom(a => a.AgeFrom == null ? null : new AgencyAges { From = a.AgeFrom.Value, To = a.AgeTo!.Value }))
            .ForMember(d => d.Areas, o => o.MapFrom(a => a.ServesAnywhere ? null : new AgencyAreas { Postcodes = a.Postcodes, LocalAuthorities = a.LocalAuthorities }))
            .ForMember(d => d.Contact, o => o.MapFrom(a => a.ContactName == null && a.ContactPhone == null && a.ContactEmail == null && a.ContactWebsite == null
                ? null
                : new AgencyContact { Name = a.ContactName, Phone = a.ContactPhone, Email = a.ContactEmail, Website = a.ContactWebsite }))
            .ForMember(d => d.AllowedActions, o => o.Ignore());
    }
}

/// <summary>Agencies for a need of a pupil, the most fitting first.</summary>
public sealed record AgencySearchDto
{
    public required Guid PupilId { get; init; }

    /// <summary>The number of the local authority of the pupil's school, of 3 digits; null when it is not known.</summary>
    [Text(3)]
    public required string? LocalAuthority { get; init; }

    /// <summary>Those who can help come first, then those of whom something is not known, then the others, each with what speaks for and against.</summary>
    [Items(100)]
    public required IReadOnlyList<AgencyMatchDto> Data { get; init; }

    /// <summary>Whether more were found than are shown.</summary>
    public required bool HasMore { get; init; }
}

/// <summary>What an agency is to a pupil.</summary>
public sealed record AgencyMatchDto
{
    /// <summary>By age and area; the threshold is for people to judge.</summary>
    public required AgencyEligibility Eligibility { get; init; }

    /// <summary>What its ages mean for the pupil.</summary>
    public required AgencyAgeFinding Age { get; init; }

    /// <summary>What its areas mean for the pupil.</summary>
    public required AgencyAreaFinding Area { get; init; }
    public required AgencyDto Agency { get; init; }
}
