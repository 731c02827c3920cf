using AutoMapper;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.PupilProfiles;

namespace PupilSupport.Application.PupilProfiles.Dtos;

/// <summary>What a profile says at one time.</summary>
public abstract record PupilProfileContentDto
{
    /// <summary>How often it had been written then, from 1.</summary>
    public required int Edition { get; init; }

    /// <summary>What the pupil is good at and likes.</summary>
    [Items(PupilProfile.MaxPoints, Text = PupilProfile.MaxPoint)]
    public required IReadOnlyList<string> Strengths { get; init; }

    /// <summary>What adults do.</summary>
    [Items(PupilProfile.MaxPoints, Text = PupilProfile.MaxPoint)]
    public required IReadOnlyList<string> Strategies { get; init; }

    /// <summary>What makes it hard.</summary>
    [Items(PupilProfile.MaxPoints, Text = PupilProfile.MaxPoint)]
    public required IReadOnlyList<string> Triggers { get; init; }

    /// <summary>What helps when it is hard.</summary>
    [Items(PupilProfile.MaxPoints, Text = PupilProfile.MaxPoint)]
    public required IReadOnlyList<string> WhatHelps { get; init; }

    /// <summary>How to speak with the pupil.</summary>
    [Text(PupilProfile.MaxCommunication)]
    public required string? Communication { get; init; }

    /// <summary>Who wrote it; null when a machine did.</summary>
    public required Guid? WrittenById { get; init; }
    public required DateTimeOffset WrittenAt { get; init; }
}

/// <summary>What a profile said at one time.</summary>
public sealed record PupilProfileEditionDto : PupilProfileContentDto
{
    /// <summary>Of which profile.</summary>
    public required Guid ProfileId { get; init; }
}

/// <summary>A pupil's one-page profile.</summary>
public sealed record PupilProfileDto : PupilProfileContentDto, IVersioned, ISchoolScoped
{
    public required Guid Id { get; init; }
    public required Guid PupilId { get; init; }

    /// <summary>The pupil's main school when it was last written.</summary>
    public required Guid SchoolId { get; init; }

    /// <summary>When it was first stored.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Its version, also the ETag.</summary>
    public required int Version { get; init; }

    internal sealed class Mapping : Profile
    {
        public Mapping()
        {
            CreateMap<PupilProfile, PupilProfileDto>();
            CreateMap<PupilProfileEdition, PupilProfileEditionDto>().ForMember(d => d.ProfileId, o => o.MapFrom(e => e.PupilProfileId));
        }
    }
}
