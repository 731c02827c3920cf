using System.Text.Json.Serialization;
using AutoMapper;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Pupils;

namespace PupilSupport.Application.Pupils.Dtos;

/// <summary>A person around a pupil, and what that person is to this pupil. Siblings may share a contact.</summary>
public sealed record ContactDto : IVersioned
{
    /// <summary>The contact's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The pupil.</summary>
    public Guid PupilId { get; init; }

    /// <summary>Mr, Dr and so on; null when not known.</summary>
    [Text(Contact.TitleMax)]
    public required string? Title { get; init; }

    /// <summary>Given name.</summary>
    [Text(Contact.NameMax)]
    public required string GivenName { get; init; }

    /// <summary>Family name.</summary>
    [Text(Contact.NameMax)]
    public required string FamilyName { get; init; }

    /// <summary>What the contact is to the pupil.</summary>
    public Relationship Relationship { get; init; }

    /// <summary>The order in which to call, 1 first.</summary>
    public int Priority { get; init; }

    /// <summary>Who holds parental responsibility in this relation.</summary>
    public ParentalResponsibility ParentalResponsibility { get; init; }

    /// <summary>Whether this person must not collect the pupil or be told about them.</summary>
    public bool IsBarred { get; init; }

    /// <summary>Telephone numbers, the one to try first first.</summary>
    [Items(Contact.MaxPhones, Text = Contact.PhoneMax)]
    public required IReadOnlyList<string> Phones { get; init; }

    /// <summary>E-mail addresses, the one to try first first.</summary>
    [Items(Contact.MaxEmails, Text = Contact.EmailMax)]
    public required IReadOnlyList<string> Emails { get; init; }

    /// <summary>Postal address. Left out when not known, and when it is confidential and the caller may not read it.</summary>
    [Text(Contact.AddressMax), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Address { get; init; }

    /// <summary>Postcode; left out as the address is.</summary>
    [Text(Contact.PostcodeMax), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Postcode { get; init; }

    /// <summary>Whether address and postcode are for the safeguarding lead and named people only.</summary>
    public required bool AddressIsConfidential { get; init; }

    /// <summary>Raised by every change; also the ETag.</summary>
    public required int Version { get; init; }

    /// <summary>Says what was withheld; left out when nothing was.</summary>
    [JsonPropertyName("_meta"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RecordMeta? Meta { get; init; }

    internal ContactDto ForPupil(ContactLink link) => this with
    {
        PupilId = link.PupilId.Value,
        Relationship = link.Relationship,
        Priority = link.Priority,
        ParentalResponsibility = link.ParentalResponsibility,
        IsBarred = link.IsBarred,
    };

    internal ContactDto Withhold(bool mayReadConfidential) => AddressIsConfidential && !mayReadConfidential
        ? this with { Address = null, Postcode = null, Meta = RecordMeta.Of("address", "postcode") }
        : this;

    internal sealed class Mapping : Profile
    {
        public Mapping()
        {
            CreateMap<ContactLink, ContactDto>()
                .IncludeMembers(l => l.Contact)
                .ForMember(d => d.Id, o => o.MapFrom(l => l.ContactId))
                .ForMember(d => d.Meta, o => o.Ignore());
            CreateMap<Contact, ContactDto>()
                .ForMember(d => d.PupilId, o => o.Ignore())
                .ForMember(d => d.Relationship, o => o.Ignore())
                .ForMember(d => d.Priority, o => o.Ignore())
                .ForMember(d => d.ParentalResponsibility, o => o.Ignore())
                .ForMember(d => d.IsBarred, o => o.Ignore())
                .ForMember(d => d.Meta, o => o.Ignore());
        }
    }
}
