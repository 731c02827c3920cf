using AutoMapper;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;

namespace PupilSupport.Application.ContactSubmissions.Dtos;

/// <summary>What a contact says of the contact's own phone number and e-mail address.</summary>
public sealed record ContactSubmissionDto : IVersioned, ISchoolScoped
{
    public required Guid Id { get; init; }
    public required Guid SchoolId { get; init; }
    public required Guid PupilId { get; init; }

    /// <summary>The contact.</summary>
    public required Guid ContactId { get; init; }

    /// <summary>The link by which it came.</summary>
    public required Guid LinkId { get; init; }

    /// <summary>The number to try first from now on; null when the known one is right.</summary>
    [Text(Contact.PhoneMax)]
    public required string? Phone { get; init; }

    /// <summary>The address to write to first from now on; null when the known one is right.</summary>
    [Text(Contact.EmailMax)]
    public required string? Email { get; init; }

    /// <summary>Confirmed needs no decision: both were right.</summary>
    public required ContactSubmissionStatus Status { get; init; }

    /// <summary>When it was decided; null until then.</summary>
    public required DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Who decided; null for a machine.</summary>
    public required Guid? DecidedById { get; init; }

    /// <summary>Why it was not taken over.</summary>
    [Text(Limits.Reason)]
    public required string? RejectReason { get; init; }

    /// <summary>What can be done with it now.</summary>
    [Items(2)]
    public IReadOnlyList<ContactSubmissionAction> AllowedActions => ContactSubmission.States.AllowedIn(Status);

    /// <summary>When the contact sent it.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Its version, also the ETag.</summary>
    public required int Version { get; init; }

    internal sealed class Mapping : Profile
    {
        public Mapping() => CreateMap<ContactSubmission, ContactSubmissionDto>();
    }
}
